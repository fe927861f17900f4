const SCHEME = "picture:";

/** Where a picture of a text comes from: the exercise itself. Any other address is none, so that no site learns who reads. */
export function pictureAddress(url: string, pictures: Readonly<Record<string, string>>): string {
  if (!url.startsWith(SCHEME)) return "";
  const name = url.slice(SCHEME.length);
  return Object.hasOwn(pictures, name) ? (pictures[name] ?? "") : "";
}
