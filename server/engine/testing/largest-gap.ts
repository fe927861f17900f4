import type { WeightValues } from "../weights/weight-values.ts";

/** The largest difference between two sets of weights, and where it is. */
export function largestGap(a: WeightValues, b: WeightValues): { gap: number; key: string } {
  let worst = { gap: 0, key: "" };
  for (const [key, values] of a) {
    const other = b.get(key);
    for (const [i, value] of values.entries()) {
      const gap = Math.abs(value - (other?.[i] ?? Number.NaN));
      if (!(gap <= worst.gap)) worst = { gap, key };
    }
  }
  return worst;
}
