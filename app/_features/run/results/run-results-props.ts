import type { RunResult } from "#server/contract/run.ts";

/** What each task's results are drawn from. */
export type RunResultsProps = {
  cohortId: string;
  versionId: string;
  result: RunResult;
  /** Pictures of one sequence, which are shown side by side; 1 where each stands alone. */
  frames: number;
  onPickTile: (validationIndex: number) => void;
};
