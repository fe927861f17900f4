/** A true and a predicted value. */
export type Pair = [actual: number, predicted: number];

const MOST_SHOWN = 1000;

/**
 * Pairs for a plot, at most 1,000, evenly taken from all. They are ordered by value, so that nobody can tell which picture
 * one belongs to: true values of a test split stay on the server, as labels do.
 */
export function shownPairs(pairs: readonly Readonly<Pair>[]): Pair[] {
  const ordered = pairs.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const count = Math.min(MOST_SHOWN, ordered.length);
  return Array.from({ length: count }, (_, index) => {
    const [actual, predicted] = ordered[Math.floor((index * ordered.length) / count)] ?? [0, 0];
    return [actual, predicted];
  });
}
