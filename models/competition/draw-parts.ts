import { randomNumbers } from "./random-numbers.ts";

export const PUBLIC = 1;

/**
 * Draws which examples of a hidden split are public: `publicShare` of all, rounded, and of each class its share, rounded up or down.
 * Each part has something of every class that has two, and of a split of two or more examples neither is empty. The same seed
 * draws the same.
 * @param targets the class's place of each example.
 * @returns for each example `PUBLIC` or 0.
 */
export function drawParts(
  targets: ArrayLike<number>,
  { seed, publicShare }: { seed: string; publicShare: number },
): Uint8Array {
  const random = randomNumbers(seed);
  const classes = placesByClass(targets);
  const counts = publicCounts(
    classes.map(({ length }) => length),
    { publicShare, random },
  );
  const parts = new Uint8Array(targets.length);
  for (const [each, places] of classes.entries()) {
    for (let taken = 0; taken < (counts[each] ?? 0); taken++) {
      // The first steps of Fisher and Yates's shuffle.
      const other = taken + Math.floor(random() * (places.length - taken));
      const [here, there] = [places[taken] ?? 0, places[other] ?? 0];
      places[taken] = there;
      places[other] = here;
      parts[there] = PUBLIC;
    }
  }
  return parts;
}

function placesByClass(targets: ArrayLike<number>): number[][] {
  const byClass = new Map<number, number[]>();
  for (let index = 0; index < targets.length; index++) {
    const target = targets[index] ?? 0;
    const known = byClass.get(target);
    if (known === undefined) byClass.set(target, [index]);
    else known.push(index);
  }
  return [...byClass].toSorted(([one], [other]) => one - other).map(([, places]) => places);
}

/** By largest remainders, those that are level in an order that is drawn: a split of one example a class has its share, too. */
function publicCounts(
  sizes: readonly number[],
  { publicShare, random }: { publicShare: number; random: () => number },
): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = total < 2 ? 0 : Math.min(Math.max(Math.round(total * publicShare), 1), total - 1);
  const counts = sizes.map((size) => Math.floor(size * publicShare));
  const byRemainder = sizes
    .map((size, each) => ({ each, remainder: size * publicShare - (counts[each] ?? 0), lot: random() }))
    .toSorted((one, other) => other.remainder - one.remainder || one.lot - other.lot);
  let missing = wanted - counts.reduce((sum, count) => sum + count, 0);
  for (const { each } of byRemainder) {
    if (missing <= 0) break;
    counts[each] = (counts[each] ?? 0) + 1;
    missing -= 1;
  }
  return counts.map((count, each) => {
    const size = sizes[each] ?? 0;
    return size < 2 ? Math.min(count, size) : Math.min(Math.max(count, 1), size - 1);
  });
}
