import type { SplitName } from "#models/datasets/descriptor.ts";
import type { SeriesOptions } from "#models/datasets/import/series-options.ts";

export type Windows = {
  /** First rows of the windows of each split. */
  starts: Record<SplitName, number[]>;
  /** First row of each split, and the row after its last. */
  ranges: Record<SplitName, readonly [number, number]>;
  /** Windows that lack a value, that a gap in time runs through, that lie across two splits. */
  leftOut: { missing: number; gaps: number; borders: number };
};

type Cut = {
  rows: number;
  /** Whether all chosen columns, or the target, have a value in a row. */
  hasInputs: (row: number) => boolean;
  hasTarget: (row: number) => boolean;
  /** Whether time jumps before a row. */
  isAfterGap: (row: number) => boolean;
};

/**
 * Windows of `window` rows, each with its target `horizon` rows after the last. The earliest rows train, the next validate,
 * the last test, and a window and its target lie in one of these: no test window holds a row that was trained on.
 */
export function cutWindows(
  { window, horizon, split }: Pick<SeriesOptions, "window" | "horizon" | "split">,
  { rows, hasInputs, hasTarget, isAfterGap }: Cut,
): Windows {
  const trainEnd = Math.floor((rows * (100 - split.validationPercent - split.testPercent)) / 100);
  const validationEnd = Math.floor((rows * (100 - split.testPercent)) / 100);
  const ranges: Windows["ranges"] = {
    train: [0, trainEnd],
    validation: [trainEnd, validationEnd],
    test: [validationEnd, rows],
  };
  const starts: Windows["starts"] = { train: [], validation: [], test: [] };
  const leftOut = { missing: 0, gaps: 0, borders: 0 };
  // The last row without inputs.
  let lastMissing = -1;
  const gapsUpTo = runningLast(rows, isAfterGap);
  for (let last = 0; last + horizon < rows; last++) {
    if (!hasInputs(last)) lastMissing = last;
    const start = last - window + 1;
    if (start < 0) continue;
    const target = last + horizon;
    const home = (["train", "validation", "test"] as const).find(
      (name) => ranges[name][0] <= start && target < ranges[name][1],
    );
    if (home === undefined) leftOut.borders++;
    else if ((gapsUpTo[target] ?? 0) > start) leftOut.gaps++;
    else if (lastMissing >= start || !hasTarget(target)) leftOut.missing++;
    else starts[home].push(start);
  }
  return { starts, ranges, leftOut };
}

/** For each row the last one up to it that `is` holds for; 0 where there is none. */
function runningLast(rows: number, is: (row: number) => boolean): Int32Array {
  const last = new Int32Array(rows);
  for (let row = 1; row < rows; row++) last[row] = is(row) ? row : (last[row - 1] ?? 0);
  return last;
}
