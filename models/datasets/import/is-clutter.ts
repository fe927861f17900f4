/** In lower case: systems that write them do not tell cases apart. */
export const CLUTTER_NAMES: ReadonlySet<string> = new Set([
  "__macosx",
  "thumbs.db",
  "ehthumbs.db",
  "ehthumbs_vista.db",
  "desktop.ini",
  "picasa.ini",
  "icon\r",
  // Of a Synology's and a QNAP's file service.
  "@eadir",
  "@__thumb",
  "#recycle",
  "$recycle.bin",
  "system volume information",
]);

/** Whether a path is, or lies in, what systems and file managers leave in folders and archives. */
export function isClutter(path: string): boolean {
  return path
    .split("/")
    .some(
      (part) => CLUTTER_NAMES.has(part.toLowerCase()) || (part.startsWith(".") && !/^\.{1,2}$/.test(part)),
    );
}
