/** 7.125 as `7.13`, 7 as `7`: points are given and lost in parts. */
export function formatPoints(points: number): string {
  return points.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

/** `1 point`, `2.5 points`. */
export function countedPoints(points: number): string {
  return `${formatPoints(points)} ${points === 1 ? "point" : "points"}`;
}
