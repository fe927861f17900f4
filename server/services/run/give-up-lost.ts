import { and, inArray, not, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { endRun } from "./end.ts";

/**
 * Ends runs whose job the queue has given up: its workers died as often as it may be retried. Workers call it now and
 * then. @returns how many were ended.
 */
export async function giveUpLostRuns(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: run.id, isCancelRequested: sql<boolean>`${run.cancelRequestedAt} is not null` })
      .from(run)
      .where(and(inArray(run.state, ["queued", "running"]), not(hasLiveJob(trainRunJob, run.jobId))))
      .orderBy(run.id)
      .for("update", { skipLocked: true });
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
