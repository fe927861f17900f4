/** A rejected value as a message shows it: `0`, `"abc"`, `nothing`. Long values are cut. */
export function received(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  // JSON has no word for NaN.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "something else");
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
