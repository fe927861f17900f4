/** A value with its unit, of large numbers the whole part and else three digits: `452 W/m²`, `3.14 m`, `0.00271`. */
export function formatValue(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  const number = new Intl.NumberFormat("en", digits).format(value === 0 ? 0 : value);
  return unit === "" ? number : `${number}\u00a0${unit}`;
}
