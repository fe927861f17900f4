/** A measured value with its unit, three digits or all of a large number's whole part: "452 W/m²", "3.14 m", "0.00271". */
export function formatQuantity(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  const number = new Intl.NumberFormat("en", digits).format(value === 0 ? 0 : value);
  return unit === "" ? number : `${number} ${unit}`;
}
