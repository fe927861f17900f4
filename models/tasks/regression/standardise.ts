import { targetStatistics } from "./target-statistics.ts";

/** How a network's own number becomes a value in the target's unit: `scale` times it, plus `offset`. */
export type ValueScale = { scale: number; offset: number };

/**
 * Networks learn values of mean 0 and standard deviation 1, whatever the unit: `offset` is the training targets' mean,
 * `scale` their standard deviation, or 1 where they are all the same. Both are float32, as every file holds them.
 */
export function valueScaleOf(trainTargets: ArrayLike<number>): ValueScale {
  const { mean, standardDeviation } = targetStatistics(trainTargets);
  return { scale: Math.fround(standardDeviation) || 1, offset: Math.fround(mean) };
}

export function standardised(value: number, { scale, offset }: ValueScale): number {
  return (value - offset) / scale;
}
