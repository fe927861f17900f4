/** What is left of points after coming late. @param latePercent that is taken off; null where it came in time. */
export function afterLateness(points: number, latePercent: number | null): number {
  return (points * (100 - (latePercent ?? 0))) / 100;
}
