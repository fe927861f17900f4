import { boxIou } from "../../vision/box.ts";
import { rleIou } from "../../vision/mask/rle-overlap.ts";
import type { AnswerKey } from "./answer-key.ts";
import { rleOf, type KeptMask } from "./kept-mask.ts";
import type { ClassCount, NamedBox, WantedCount } from "./vision-parts.ts";

type KeyOf<Kind extends AnswerKey["kind"]> = Extract<AnswerKey, { kind: Kind }>;

/** Models and people write them in either case. */
const nameOf = (name: string) => name.toLowerCase();

/** Of the objects and counts that are right, 0..1; null where the key names none. */
export function shareOfDetection(
  boxes: readonly NamedBox[],
  { objects, iou, counts, isPartial }: KeyOf<"detection">,
): number | null {
  const hits = foundObjects(boxes, objects, iou) + rightCounts(countsOf(boxes), counts);
  return shareOf(hits, objects.length + counts.length, isPartial);
}

export function shareOfCounts(
  counted: readonly ClassCount[],
  { counts, isPartial }: KeyOf<"video-count">,
): number | null {
  return shareOf(rightCounts(counted, counts), counts.length, isPartial);
}

/** 1 or 0; null where no mask was given. */
export function isMaskRight(mask: KeptMask, { mask: right, iou }: KeyOf<"mask">): number | null {
  if (right === null) return null;
  return rleIou(rleOf(mask), rleOf(right)) >= iou ? 1 : 0;
}

function shareOf(hits: number, parts: number, isPartial: boolean): number | null {
  if (parts === 0) return null;
  return isPartial || hits === parts ? hits / parts : 0;
}

export function countsOf(boxes: readonly { class: string }[]): ClassCount[] {
  const counts = new Map<string, number>();
  for (const { class: name } of boxes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ class: name, count }));
}

function rightCounts(counted: readonly ClassCount[], wanted: readonly WantedCount[]): number {
  return wanted.filter(({ class: name, count, tolerance }) => {
    const seen = counted
      .filter((each) => nameOf(each.class) === nameOf(name))
      .reduce((sum, each) => sum + each.count, 0);
    return Math.abs(seen - count) <= tolerance;
  }).length;
}

/** How many objects have a box of their own: the most that can have one at once (augmenting paths, H. W. Kuhn, 1955). */
function foundObjects(boxes: readonly NamedBox[], objects: readonly NamedBox[], iou: number): number {
  const fitting = objects.map((object) =>
    boxes.flatMap((box, index) =>
      nameOf(box.class) === nameOf(object.class) && boxIou(box, object) >= iou ? [index] : [],
    ),
  );
  const owner = new Map<number, number>();
  function findsOne(object: number, tried: Set<number>): boolean {
    for (const box of fitting[object] ?? []) {
      if (tried.has(box)) continue;
      tried.add(box);
      const before = owner.get(box);
      if (before === undefined || findsOne(before, tried)) {
        owner.set(box, object);
        return true;
      }
    }
    return false;
  }
  return objects.filter((_, object) => findsOne(object, new Set())).length;
}
