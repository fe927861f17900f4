const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/iu;

/** What was typed, as a setting: a number where it is one, else the very text, so that it stays and is explained. */
export function parseSettingText(text: string): number | string {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : text;
}

export function formatSettingText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** The two sides of a size; a single number means both. */
export function sidesOf(value: unknown): [unknown, unknown] {
  if (Array.isArray(value)) return [value[0], value[1]];
  return [value, value];
}

/** The next value with an arrow key, within the limits and without the dust of binary fractions. */
export function stepped(
  value: unknown,
  by: number,
  { min, max, step }: { min: number; max: number; step: number },
): number {
  const from = typeof value === "number" && Number.isFinite(value) ? value : min;
  const next = Math.round((from + by * step) / step) * step;
  return Math.min(max, Math.max(min, Number(next.toPrecision(10))));
}
