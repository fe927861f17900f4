import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { runPrediction } from "#db/schema/index.ts";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";

export type KeptAnswers = {
  weightsSha256: string;
  evaluation: AnyEvaluation;
  /** As `run_prediction` has them. */
  answers: Buffer;
};

/** Keeps what a run's network answers on the hidden split, so that nobody has to ask these weights again. */
export async function keepAnswers(tx: Transaction, runId: string, kept: KeptAnswers): Promise<void> {
  await tx
    .insert(runPrediction)
    .values({ runId, ...kept })
    .onConflictDoUpdate({ target: runPrediction.runId, set: { ...kept, createdAt: sql`now()` } });
}
