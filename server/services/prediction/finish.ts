import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { prediction } from "#db/schema/index.ts";
import type { TaskAnswer } from "#models/tasks/answer.ts";
import { notify } from "../notify.ts";

type Ending = { answer: TaskAnswer } | { failure: string };

/** Answers a prediction, once: a second answer, from a worker that lost its job, changes nothing and returns false. */
export async function finishPrediction(db: Database, predictionId: string, ending: Ending): Promise<boolean> {
  return db.transaction((tx) => answerWithin(tx, predictionId, ending));
}

export async function answerWithin(tx: Transaction, predictionId: string, ending: Ending): Promise<boolean> {
  const [answered] = await tx
    .update(prediction)
    .set(
      "answer" in ending
        ? { state: "finished", answer: ending.answer, pixels: null }
        : { state: "failed", failure: ending.failure, pixels: null },
    )
    .where(and(eq(prediction.id, predictionId), eq(prediction.state, "queued")))
    .returning({ runId: prediction.runId });
  if (answered === undefined) return false;
  await notify(tx, { kind: "prediction", runId: answered.runId, predictionId });
  return true;
}
