export type PointStatistics = {
  /** How many have points. */
  count: number;
  /** null where nobody has. */
  mean: number | null;
  median: number | null;
};

/** Of the points that are there; null stands for none yet. */
export function pointStatistics(points: readonly (number | null)[]): PointStatistics {
  const known = points.filter((each) => each !== null).toSorted((a, b) => a - b);
  const count = known.length;
  if (count === 0) return { count, mean: null, median: null };
  const middle = known.slice(Math.ceil(count / 2) - 1, Math.floor(count / 2) + 1);
  const meanOf = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length;
  return { count, mean: meanOf(known), median: meanOf(middle) };
}
