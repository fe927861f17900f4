import { and, eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { artifact, run, runPrediction, submission } from "#db/schema/index.ts";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";

export type ScoringClaim = {
  submissionId: string;
  jobId: string;
  /** Of a worker, which holds the job by it. Without one the queue has given the job up. */
  attempt?: number;
};

export type ScoringToDo = {
  runId: string;
  datasetVersionId: string;
  /** `HyperParameters.loss`. */
  loss: string | null;
  /** null where the network is not kept any more. */
  model: { key: string; sha256: string } | null;
  /** What these very weights were found to score before. */
  known: AnyEvaluation | null;
};

/** What a scoring works on. Null where there is nothing to do: it is done, or another job's now. */
export async function loadScoring(
  db: Database,
  { submissionId, jobId }: ScoringClaim,
): Promise<ScoringToDo | null> {
  const [row] = await db
    .select({
      runId: run.id,
      datasetVersionId: run.datasetVersionId,
      hyperParameters: run.hyperParameters,
      key: artifact.storageKey,
      sha256: artifact.sha256,
      knownSha256: runPrediction.weightsSha256,
      known: runPrediction.evaluation,
    })
    .from(submission)
    .innerJoin(run, eq(run.id, submission.runId))
    .leftJoin(artifact, and(eq(artifact.runId, run.id), eq(artifact.kind, "onnx")))
    .leftJoin(runPrediction, eq(runPrediction.runId, run.id))
    .where(and(eq(submission.id, submissionId), eq(submission.jobId, jobId), eq(submission.state, "queued")));
  if (row === undefined) return null;
  const { runId, datasetVersionId, key, sha256 } = row;
  return {
    runId,
    datasetVersionId,
    loss: row.hyperParameters.loss,
    model: key === null || sha256 === null ? null : { key, sha256 },
    known: row.knownSha256 === sha256 ? row.known : null,
  };
}
