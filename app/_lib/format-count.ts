const exact = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const UNITS = [
  { from: 1e12, suffix: "T" },
  { from: 1e9, suffix: "G" },
  { from: 1e6, suffix: "M" },
  { from: 1e3, suffix: "k" },
] as const;

/** 295018 as `295,018`. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? exact.format(count) : "–";
}

/** 1234567 as `1.2 M`: for a place too narrow for every digit. */
export function formatCountShort(count: number): string {
  if (!Number.isFinite(count)) return "–";
  for (const [index, unit] of UNITS.entries()) {
    if (Math.abs(count) < unit.from) continue;
    const scaled = count / unit.from;
    const digits = Math.abs(scaled) < 9.95 ? 1 : 0;
    const rounded = Number(scaled.toFixed(digits));
    const larger = UNITS[index - 1];
    if (Math.abs(rounded) >= 1000 && larger !== undefined) return `1.0 ${larger.suffix}`;
    return `${rounded.toFixed(digits)} ${unit.suffix}`;
  }
  return exact.format(count);
}
