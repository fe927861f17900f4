import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { TRAIN_QUEUE } from "#server/contract/jobs.ts";
import { endRun } from "./end.ts";

/**
 * Ends runs whose job the queue has given up: its workers died as often as it may be retried. Workers call it now and
 * then. @returns how many were ended.
 */
export async function giveUpLostRuns(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string; isCancelRequested: boolean }>(sql`
      select run.id, run.cancel_requested_at is not null as "isCancelRequested"
      from ${run} run
      left join pgboss.job job on job.name = ${TRAIN_QUEUE} and job.id = run.job_id
      where run.state in ('queued', 'running') and (job.id is null or job.state in ('failed', 'cancelled', 'completed'))
      order by run.id
      for update of run skip locked`);
    for (const { id, isCancelRequested } of rows) {
      const message =
        "The server that trained this run failed several times in a row. Try a smaller network or batch size, " +
        "or tell your instructor.";
      await endRun(
        tx,
        id,
        isCancelRequested ? { kind: "cancelled" } : { kind: "failed", failure: { code: "GAVE_UP", message } },
      );
    }
    return rows.length;
  });
}
