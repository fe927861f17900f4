import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { prediction } from "#db/schema/index.ts";
import { notify } from "../notify.ts";

type Answer = { probabilities: number[] } | { failure: string };

/** Answers a prediction, once: a second answer, from a worker that lost its job, changes nothing and returns false. */
export async function finishPrediction(db: Database, predictionId: string, answer: Answer): Promise<boolean> {
  return db.transaction((tx) => answerWithin(tx, predictionId, answer));
}

export async function answerWithin(tx: Transaction, predictionId: string, answer: Answer): Promise<boolean> {
  const [answered] = await tx
    .update(prediction)
    .set(
      "probabilities" in answer
        ? { state: "finished", probabilities: answer.probabilities, pixels: null }
        : { state: "failed", failure: answer.failure, pixels: null },
    )
    .where(and(eq(prediction.id, predictionId), eq(prediction.state, "queued")))
    .returning({ runId: prediction.runId });
  if (answered === undefined) return false;
  await notify(tx, { kind: "prediction", runId: answered.runId, predictionId });
  return true;
}
