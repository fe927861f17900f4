import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { RunResult } from "#server/contract/run.ts";

/** What each task's results are drawn from. */
export type RunResultsProps = {
  cohortId: string;
  versionId: string;
  result: RunResult;
  /** That the network was trained on; undefined while it is not known. */
  dataset: DatasetInfo | undefined;
  onPickTile: (validationIndex: number) => void;
};
