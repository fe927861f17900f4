import type { TaskTarget } from "#models/tasks/target.ts";
import type { CohortRole } from "./cohort.ts";
import type { RunState } from "./run.ts";

/** One person of a cohort, as an instructor sees what they do. */
export type DeskRow = {
  person: { id: string; name: string; image: string | null };
  role: CohortRole;
  joinedAt: string;
  designs: number;
  runs: { total: number; finished: number; active: number };
  /** Runs that failed or were cancelled since the last that finished. */
  setbacks: number;
  lastDesign: { id: string; name: string; at: string } | null;
  lastRun: { id: string; name: string; state: RunState; at: string } | null;
  best: { runId: string; runName: string; rank: number; score: number } | null;
};

export type Desk = {
  /** Of the cohort's default board; null while there is no dataset. */
  board: { target: TaskTarget; datasetTitle: string } | null;
  rows: DeskRow[];
};
