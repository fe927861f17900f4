/** Places of a final order that are seen while it is uncovered from the last one up. */
export function uncoveredPlaces<Row>(
  order: readonly Row[],
  uncovered: number,
): { rank: number; row: Row | null }[] {
  const hidden = Math.max(0, order.length - uncovered);
  return order.map((row, index) => ({ rank: index + 1, row: index < hidden ? null : row }));
}
