/** A file name that every system accepts, from what a person called a run. */
export function downloadName(title: string, id: string, extension: string): string {
  const slug = title
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, 40);
  return `strata-${slug === "" ? "run" : slug}-${id.slice(0, 8)}.${extension}`;
}
