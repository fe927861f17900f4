/** Of a split's targets, in their unit. */
export type TargetStatistics = { mean: number; standardDeviation: number };

/** Mean and standard deviation (divided by the count), in double precision and two passes; 0 and 0 of nothing. */
export function targetStatistics(targets: ArrayLike<number>): TargetStatistics {
  const values = Array.from(targets);
  if (values.length === 0) return { mean: 0, standardDeviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, standardDeviation: Math.sqrt(variance) };
}
