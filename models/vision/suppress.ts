import { boxIou } from "./box.ts";
import type { Candidate } from "./decode-candidates.ts";

/** A detector says something nearly everywhere: beyond this the best are taken. */
const MOST_CONSIDERED = 5_000;
const MOST_KEPT = 300;

export type SuppressOptions = {
  /** The least score. */
  conf: number;
  /** A box that overlaps a better one of its class by more than this is another sight of the same thing. */
  iou: number;
  /** Only these classes; all where it is left out. */
  classes?: ReadonlySet<number>;
};

/** Non-maximum suppression in each class by itself, best first, as torchvision's `batched_nms`. */
export function suppress<Found extends Candidate>(
  candidates: readonly Found[],
  { conf, iou, classes }: SuppressOptions,
): Found[] {
  const ranked = candidates
    .filter(({ score, classIndex }) => score > conf && classes?.has(classIndex) !== false)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_CONSIDERED);
  const kept: Found[] = [];
  const ofClass = new Map<number, Found[]>();
  for (const candidate of ranked) {
    const better = ofClass.get(candidate.classIndex) ?? [];
    if (better.some((other) => boxIou(candidate, other) > iou)) continue;
    kept.push(candidate);
    if (kept.length === MOST_KEPT) break;
    ofClass.set(candidate.classIndex, [...better, candidate]);
  }
  return kept;
}
