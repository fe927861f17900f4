const CLUTTER = new Set(["__MACOSX", "Thumbs.db", "desktop.ini"]);

/** What file managers leave in folders and archives. */
export function isClutter(path: string): boolean {
  return path.split("/").some((part) => CLUTTER.has(part) || (part.startsWith(".") && part !== "."));
}
