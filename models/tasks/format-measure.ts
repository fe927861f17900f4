/** A fraction as `79.4 %`, with a space that does not break. */
export function formatFraction(fraction: number, digits = 1): string {
  return Number.isFinite(fraction) ? `${(fraction * 100).toFixed(digits)}\u00a0%` : "–";
}

/** A measure with its unit: `0.3421`, `81.3 W/m²`. */
export function formatMeasure(value: number, { unit, digits }: { unit: string; digits: number }): string {
  if (!Number.isFinite(value)) return "–";
  return unit === "" ? value.toFixed(digits) : `${value.toFixed(digits)}\u00a0${unit}`;
}
