import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { prediction } from "#db/schema/index.ts";
import { PREDICT_QUEUE } from "#server/contract/jobs.ts";
import { finishPrediction } from "./finish.ts";

/**
 * Answers predictions whose job the queue has given up, so that nobody waits for them for ever. Workers call it now and
 * then. @returns how many were ended.
 */
export async function giveUpLostPredictions(db: Database): Promise<number> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select prediction.id
    from ${prediction} prediction
    left join pgboss.job job on job.name = ${PREDICT_QUEUE} and job.id = prediction.id
    where prediction.state = 'queued' and (job.id is null or job.state in ('failed', 'cancelled', 'completed'))`);
  const failure = "The server failed several times while it asked the network. Try it once more.";
  const given = await Promise.all(rows.map(({ id }) => finishPrediction(db, id, { failure })));
  return given.filter(Boolean).length;
}
