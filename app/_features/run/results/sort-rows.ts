type SortDirection = "ascending" | "descending";
export type Sort<Key extends string> = { key: Key; direction: SortDirection };

/** Rows by one of their columns, equal ones in their old order; values that are no number come last either way. */
export function sortRows<Row extends Record<Key, number | string>, Key extends string>(
  rows: readonly Row[],
  { key, direction }: Sort<Key>,
): Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const left = a[key];
    const right = b[key];
    if (typeof left === "number" && typeof right === "number") {
      const isLeftKnown = Number.isFinite(left);
      const isRightKnown = Number.isFinite(right);
      if (!isLeftKnown || !isRightKnown) {
        return Number(isRightKnown) - Number(isLeftKnown);
      }
      return sign * (left - right);
    }
    return sign * String(left).localeCompare(String(right));
  });
}

/** A click on a column's head: names begin at A, measures at the weakest; a second click turns it round. */
export function nextSort<Key extends string>(sort: Sort<Key>, key: Key): Sort<Key> {
  if (sort.key !== key) {
    return { key, direction: "ascending" };
  }
  return { key, direction: sort.direction === "ascending" ? "descending" : "ascending" };
}
