/** RFC 4180. */
export const toCsvLine = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""').replace(/[\r\n]+/g, " ")}"`).join(",");
