/** A metric's label within a sentence: `accuracy`, and still `RMSE` and `R²`. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
