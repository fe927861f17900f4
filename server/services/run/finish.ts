import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { artifact, run, runEvaluation, worker } from "#db/schema/index.ts";
import type { AnyEvaluation, AnyMistake } from "#models/tasks/evaluation.ts";
import type { UnitActivity } from "#models/runs/unit-activity.ts";
import { taskOf } from "#models/tasks/index.ts";
import { notify } from "../notify.ts";
import { endRun } from "./end.ts";
import { keepAnswers } from "./keep-answers.ts";
import { targetOfRun } from "./target.ts";
import { lockLease, type Lease } from "./lease.ts";

type RunOutcome = {
  bestEpoch: number;
  test: AnyEvaluation;
  /** To each example of the hidden split, as `run_prediction` has them; null where they are too many. */
  answers: Buffer | null;
  validation: AnyEvaluation;
  mistakes: AnyMistake[];
  /** null where it has no ReLU layer. */
  activity: UnitActivity | null;
  /** Of the process that trained and scored it. */
  peakMemoryBytes: number;
  /** Files that already lie in the artifact store. */
  artifacts: { kind: "onnx" | "safetensors"; storageKey: string; sizeBytes: number; sha256: string }[];
};

/**
 * Ends a run with its scores, as its task ranks them. A score that is not a number ends it as failed instead, so it can never rank. A caller
 * whose connection broke during the commit may say it again. @returns false where the lease is lost and nothing was
 * written.
 */
export async function finishRun(db: Database, lease: Lease, outcome: RunOutcome): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return hasFinished(tx, lease);
    const task = taskOf(await targetOfRun(tx, lease.runId));
    const { score, tieBreak } = task.rankOf(outcome.test);
    const losses = [outcome.test.loss, outcome.validation.loss];
    const ranks = [score, tieBreak, ...Object.values(task.rankOf(outcome.validation))];
    if (![...losses, ...ranks].every(Number.isFinite)) {
      const message =
        "The network's scores are not numbers: its weights grew without bounds. Try a smaller learning rate.";
      await endRun(tx, lease.runId, { kind: "failed", failure: { code: "NOT_FINITE", message } });
      return true;
    }
    const { bestEpoch, test, answers, validation, mistakes, activity, peakMemoryBytes } = outcome;
    await tx.insert(runEvaluation).values({ runId: lease.runId, test, validation, mistakes, activity });
    // An earlier attempt may have left rows of the same kind.
    await tx.delete(artifact).where(eq(artifact.runId, lease.runId));
    if (outcome.artifacts.length > 0) {
      await tx.insert(artifact).values(outcome.artifacts.map((file) => ({ runId: lease.runId, ...file })));
    }
    const network = outcome.artifacts.find(({ kind }) => kind === "onnx");
    if (network !== undefined && answers !== null) {
      const { sha256: weightsSha256 } = network;
      await keepAnswers(tx, lease.runId, { weightsSha256, evaluation: test, answers });
    }
    const [by] = await tx
      .select({
        engine: worker.engine,
        provider: worker.provider,
        device: worker.device,
        versions: worker.versions,
      })
      .from(worker)
      .innerJoin(run, eq(run.workerId, worker.id))
      .where(eq(run.id, lease.runId));
    await tx
      .update(run)
      .set({ bestEpoch, peakMemoryBytes, computedBy: by ?? null })
      .where(eq(run.id, lease.runId));
    await endRun(tx, lease.runId, { kind: "finished", score, tieBreak });
    await notify(tx, { kind: "cohort", cohortId: held.cohortId, topic: "leaderboard" });
    return true;
  });
}

/** Whether it is this very attempt that has finished the run. */
async function hasFinished(tx: Transaction, { runId, jobId, attempt }: Lease): Promise<boolean> {
  const rows = await tx
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.id, runId), eq(run.jobId, jobId), eq(run.attempt, attempt), eq(run.state, "finished")));
  return rows.length > 0;
}
