/** "8, 8, 64" or "8 x 8 x 64" as sizes; other text stays what it is, so that it is shown and explained. */
export function parseShapeText(text: string): number[] | string {
  const parts = text.trim().split(/\s*[,x×\s]\s*/u);
  return parts.every((part) => /^-?\d+$/u.test(part)) ? parts.map(Number) : text;
}

export function formatShapeText(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function isEqualShape(a: number[] | string, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
