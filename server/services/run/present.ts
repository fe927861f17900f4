import { sql } from "drizzle-orm";
import { dataset, datasetVersion, run } from "#db/schema/index.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { isScoreHidden } from "../competition/is-score-hidden.ts";
import { targetIn } from "./target.ts";

/** All that a list reads of a run, joined to its dataset and the version: nothing that grows with its network. */
export const SUMMARY_COLUMNS = {
  id: run.id,
  cohortId: run.cohortId,
  name: run.name,
  state: run.state,
  jobId: run.jobId,
  progress: run.progress,
  cancelRequestedAt: run.cancelRequestedAt,
  pauseRequestedAt: run.pauseRequestedAt,
  startedBy: run.startedBy,
  params: run.params,
  epochs: sql<number>`(${run.hyperParameters} ->> 'epochs')::int`,
  score: run.score,
  tieBreak: run.tieBreak,
  descriptor: datasetVersion.descriptor,
  datasetId: run.datasetId,
  datasetVersionId: run.datasetVersionId,
  datasetTitle: dataset.title,
  isSynthetic: dataset.isSynthetic,
  createdAt: run.createdAt,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
};

/** What of a summary depends on who reads it. */
export const seenBy = (userId: string) => ({ isScoreHidden: isScoreHidden(userId) });

type Joined = "epochs" | "datasetTitle" | "isSynthetic" | "descriptor";
type SummarySource = Pick<typeof run.$inferSelect, Exclude<keyof typeof SUMMARY_COLUMNS, Joined>> & {
  epochs: number;
  datasetTitle: string;
  isSynthetic: boolean;
  /** As its dataset's version stores it. */
  descriptor: unknown;
  startedByName: string;
  epochsDone: number;
  isScoreHidden: boolean;
};

type Waiting = Pick<RunSummary, "queuePlace" | "refusal">;

export function runSummary(row: SummarySource, waiting: Waiting): RunSummary {
  return {
    id: row.id,
    cohortId: row.cohortId,
    name: row.name,
    state: row.state,
    startedBy: { id: row.startedBy, name: row.startedByName },
    params: row.params,
    epochs: row.epochs,
    epochsDone: row.epochsDone,
    progress: row.progress,
    isCancelRequested: row.cancelRequestedAt !== null,
    isPauseRequested: row.state === "running" && row.pauseRequestedAt !== null,
    queuePlace: waiting.queuePlace,
    refusal: waiting.refusal,
    score: row.isScoreHidden ? null : row.score,
    tieBreak: row.isScoreHidden ? null : row.tieBreak,
    isScoreHidden: row.isScoreHidden,
    target: targetIn(row.descriptor),
    datasetId: row.datasetId,
    datasetVersionId: row.datasetVersionId,
    datasetTitle: row.datasetTitle,
    isSynthetic: row.isSynthetic,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
