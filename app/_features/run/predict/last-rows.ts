/** Of a table's text its first line, which may name the columns, and the last so many lines below it. */
export function lastRows(text: string, rows: number): string {
  const [first = "", ...below] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return [first, ...below.slice(-rows)].join("\n");
}
