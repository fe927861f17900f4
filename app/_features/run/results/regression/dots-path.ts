import type { Pair } from "#models/tasks/regression/shown-pairs.ts";

type Scales = { x: (value: number) => number; y: (value: number) => number };

/** One path of a point each, which round line ends make dots: a thousand circles would be a thousand elements. */
export function dotsPath(pairs: readonly Pair[], { x, y }: Scales): string {
  return pairs
    .filter(([actual, predicted]) => Number.isFinite(actual) && Number.isFinite(predicted))
    .map(([actual, predicted]) => `M${x(actual).toFixed(1)} ${y(predicted).toFixed(1)}h0`)
    .join("");
}
