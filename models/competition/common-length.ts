/** Of the longest sequence that both have in this order, with whatever lies between. */
export function commonLength(one: readonly string[], other: readonly string[]): number {
  let before = Array.from({ length: other.length + 1 }, () => 0);
  for (const block of one) {
    const row = [0];
    other.forEach((each, index) => {
      const longer = Math.max(before[index + 1] ?? 0, row[index] ?? 0);
      row.push(each === block ? (before[index] ?? 0) + 1 : longer);
    });
    before = row;
  }
  return before.at(-1) ?? 0;
}
