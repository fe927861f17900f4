import { detectionOf, type Detection } from "#models/vision/detection.ts";
import type { DetectAnswer } from "#models/vision/question.ts";
import { suppress } from "#models/vision/suppress.ts";

/** A detection that table and picture know by the same key. */
export type Found = Detection & { key: number; classIndex: number };

type FoundOptions = {
  conf: number;
  iou: number;
  /** Classes that are left out. */
  hidden: ReadonlySet<number>;
};

/** What stays of the raw output at these settings, the surest first. A key stays the same whatever the settings are. */
export function foundAt(
  { candidates }: Pick<DetectAnswer, "candidates">,
  classes: readonly string[],
  { conf, iou, hidden }: FoundOptions,
): Found[] {
  const keyed = candidates.map((candidate, key) => ({ ...candidate, key }));
  return suppress(keyed, { conf, iou })
    .filter(({ classIndex }) => !hidden.has(classIndex))
    .map((candidate) => ({
      ...detectionOf(candidate, classes),
      key: candidate.key,
      classIndex: candidate.classIndex,
    }));
}

export const SORT_COLUMNS = ["left", "right", "top", "bottom", "conf", "class"] as const;
type SortColumn = (typeof SORT_COLUMNS)[number];
export type Sorting = { column: SortColumn; isDescending: boolean };

export function sorted(found: readonly Found[], { column, isDescending }: Sorting): Found[] {
  const sign = isDescending ? -1 : 1;
  return found.toSorted((a, b) => {
    if (column === "class") return sign * a.class.localeCompare(b.class);
    return sign * (a[column] - b[column]);
  });
}
