import type { RunResult } from "#server/contract/run.ts";

/** What each task's results are drawn from. */
export type RunResultsProps = {
  cohortId: string;
  versionId: string;
  result: RunResult;
  onPickTile: (validationIndex: number) => void;
};
