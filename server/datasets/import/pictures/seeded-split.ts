import type { SplitName } from "#models/datasets/descriptor.ts";
import { createRandom } from "../../synthetic/random.ts";

export type Shares = { seed: number; validationPercent: number; testPercent: number };

/**
 * Draws the splits of one group of items, at least one each for validation and test where their share is not 0. The
 * same items, in whatever order, the same seed and the same `key` give the same splits.
 */
export function drawSplits(items: readonly string[], shares: Shares, key: number): Map<string, SplitName> {
  const order = items.toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1));
  const random = createRandom(shares.seed, key);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.whole(0, last);
    const [a, b] = [order[last] ?? "", order[other] ?? ""];
    order[last] = b;
    order[other] = a;
  }
  const validation = shareOf(order.length, shares.validationPercent);
  const test = shareOf(order.length, shares.testPercent);
  return new Map(
    order.map((item, place) => [
      item,
      place < validation ? "validation" : place < validation + test ? "test" : "train",
    ]),
  );
}

function shareOf(count: number, percent: number): number {
  return percent === 0 ? 0 : Math.max(1, Math.round((count * percent) / 100));
}
