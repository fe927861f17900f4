import type { Evaluation } from "#models/training/metrics.ts";

export type ClassChange = {
  className: string;
  from: number;
  to: number;
  /** Of F1: above 0 is better. */
  change: number;
  /** More than chance alone makes of two equally good networks, 19 times of 20. */
  isBeyondChance: boolean;
};

/** 1.96 standard deviations hold 95 % of what chance makes. */
const DEVIATIONS = 1.96;

/**
 * How much better or worse each class is told in `after` than in `before`, by F1, the largest gain first. The bound takes F1
 * for a share of the class's tiles and both networks as if each had tiles of its own: on the same tiles chance moves less.
 */
export function classChanges(before: Evaluation, after: Evaluation): ClassChange[] {
  const known = new Map(before.perClass.map((each) => [each.className, each]));
  return after.perClass
    .flatMap(({ className, f1: to, support }): ClassChange[] => {
      const from = known.get(className)?.f1;
      if (from === undefined) return [];
      const mean = (from + to) / 2;
      const deviation = Math.sqrt((2 * mean * (1 - mean)) / Math.max(1, support));
      const change = to - from;
      return [{ className, from, to, change, isBeyondChance: Math.abs(change) > DEVIATIONS * deviation }];
    })
    .toSorted((a, b) => b.change - a.change);
}

/** Of each cell how many tiles more `after` put there; undefined where the classes or their numbers differ. */
export function confusionChange(before: Evaluation, after: Evaluation): number[][] | undefined {
  const classesOf = ({ perClass }: Evaluation) =>
    perClass.map(({ className, support }) => `${support} ${className}`).join("\n");
  if (classesOf(before) !== classesOf(after)) return undefined;
  return after.confusion.map((row, actual) =>
    row.map((count, predicted) => count - (before.confusion[actual]?.[predicted] ?? 0)),
  );
}
