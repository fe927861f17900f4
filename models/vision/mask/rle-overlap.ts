import type { Rle } from "./rle.ts";

/** Pixels that a mask holds. */
export function rleArea({ counts }: Rle): number {
  return counts.reduce((sum, count, index) => sum + (index % 2) * count, 0);
}

/**
 * Intersection over union of two masks of one picture, 0 to 1, run by run: it takes as long as there are runs, not pixels.
 * Masks of pictures of other sizes share nothing.
 */
export function rleIou(a: Rle, b: Rle): number {
  if (a.size[0] !== b.size[0] || a.size[1] !== b.size[1]) return 0;
  let shared = 0;
  let [left, right] = [0, 0];
  let [leftRest, rightRest] = [a.counts[0] ?? 0, b.counts[0] ?? 0];
  while (left < a.counts.length && right < b.counts.length) {
    const step = Math.min(leftRest, rightRest);
    if (left % 2 === 1 && right % 2 === 1) shared += step;
    leftRest -= step;
    rightRest -= step;
    if (leftRest === 0) leftRest = a.counts[(left += 1)] ?? 0;
    if (rightRest === 0) rightRest = b.counts[(right += 1)] ?? 0;
  }
  const union = rleArea(a) + rleArea(b) - shared;
  return union === 0 ? 0 : shared / union;
}
