import { wilsonInterval } from "../training/wilson-interval.ts";

export type Counted = { correct: number; count: number };

/**
 * Whether two shares are too near for their counts to tell which is greater: the 95 % interval of their difference holds 0.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
 * 17, 1998, method 10. Networks that are asked about the same examples err alike, so that this calls ties rather too many
 * than too few.
 */
export function isStatisticalTie(one: Counted, other: Counted): boolean {
  if (one.count === 0 || other.count === 0) return true;
  const [first, second] = [one.correct / one.count, other.correct / other.count];
  const [firstLow, firstHigh] = wilsonInterval(one.correct, one.count);
  const [secondLow, secondHigh] = wilsonInterval(other.correct, other.count);
  const difference = first - second;
  const low = difference - Math.hypot(first - firstLow, secondHigh - second);
  const high = difference + Math.hypot(firstHigh - first, second - secondLow);
  return low <= 0 && high >= 0;
}

/**
 * Numbers the groups of a ranking: a row belongs to the group above it for as long as it ties with that group's first.
 * @param rows the best first. @returns for each row its group, from 0; rows of a group stand together.
 */
export function tieGroups(rows: readonly Counted[]): number[] {
  let group = -1;
  let first: Counted | null = null;
  return rows.map((row) => {
    if (first === null || !isStatisticalTie(first, row)) {
      group += 1;
      first = row;
    }
    return group;
  });
}
