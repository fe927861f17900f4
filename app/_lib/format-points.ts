/** 7.125 as `7.13`, 7 as `7`: points are given and lost in parts. */
export function formatPoints(points: number): string {
  return points.toLocaleString("en-US", { maximumFractionDigits: 2 });
}
