export type Steps = { min: number; max: number; step: number };

/** The next value with an arrow key, within the limits and without the dust of binary fractions. */
export function stepped(value: unknown, by: number, { min, max, step }: Steps): number {
  const from = typeof value === "number" && Number.isFinite(value) ? value : min;
  const next = Math.round((from + by * step) / step) * step;
  return Math.min(max, Math.max(min, Number(next.toPrecision(10))));
}
