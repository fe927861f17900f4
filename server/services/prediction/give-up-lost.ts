import { and, eq, not } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { prediction } from "#db/schema/index.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { finishPrediction } from "./finish.ts";

/**
 * Answers predictions whose job the queue has given up, so that nobody waits for them for ever. Workers call it now and
 * then. @returns how many were ended.
 */
export async function giveUpLostPredictions(db: Database): Promise<number> {
  const rows = await db
    .select({ id: prediction.id })
    .from(prediction)
    .where(and(eq(prediction.state, "queued"), not(hasLiveJob(predictJob, prediction.id))));
  const failure = "The server failed several times while it asked the network. Try it once more.";
  const given = await Promise.all(rows.map(({ id }) => finishPrediction(db, id, { failure })));
  return given.filter(Boolean).length;
}
