import { z } from "zod";
import type { RunSummary } from "./run.ts";

/** One run in the server's queue. Of other cohorts' runs nothing is told but that they are there. */
export type QueueEntry = {
  /** How many runs go before it; null while it trains. */
  place: number | null;
  run: RunSummary | null;
};

export type QueueView = {
  entries: QueueEntry[];
  /** There are more than are shown. */
  hasMore: boolean;
};

export const moveInQueueInput = z.object({
  cohortId: z.uuid(),
  runId: z.uuid(),
  /** The run of the cohort before which it goes; null for behind all of them. */
  beforeRunId: z.uuid().nullable(),
});
export type MoveInQueueInput = z.infer<typeof moveInQueueInput>;
