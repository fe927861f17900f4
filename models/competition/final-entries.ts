import { compareRanked, type Ranked } from "./order.ts";
import { MAX_FINAL_ENTRIES } from "./defaults.ts";

type Entry = Ranked & { isChosen: boolean; isTransfer: boolean };

/**
 * Which of one person's entries count at the reveal: those that they chose. Where they chose none, the best on the public part:
 * of networks from fresh weights, and of those from others, which are in a league of their own.
 */
export function finalEntries<Own extends Entry>(own: readonly Own[]): Own[] {
  const best = (entries: readonly Own[]) => entries.toSorted(compareRanked).slice(0, MAX_FINAL_ENTRIES);
  const chosen = own.filter(({ isChosen }) => isChosen);
  if (chosen.length > 0) return best(chosen);
  return [
    ...best(own.filter(({ isTransfer }) => !isTransfer)),
    ...best(own.filter(({ isTransfer }) => isTransfer)),
  ];
}
