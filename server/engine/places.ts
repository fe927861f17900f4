/** `count` places in a row. */
export function placesFrom(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => start + index);
}
