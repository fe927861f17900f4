/** How much of the value before stays in the next. */
export const SMOOTHINGS = { off: 0, light: 0.6, strong: 0.9 } as const;
export type Smoothing = keyof typeof SMOOTHINGS;

/**
 * An exponential moving average whose beginning is not pulled towards 0, as TensorBoard smooths. What is missing stays
 * missing.
 */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let known = 0;
  return values.map((value) => {
    if (value === null) return null;
    average = average * weight + (1 - weight) * value;
    known += 1;
    return weight === 0 ? value : average / (1 - weight ** known);
  });
}
