import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { TRAIN_QUEUE } from "#server/contract/jobs.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { appendEvent } from "./append-event.ts";
import { endRun } from "./end.ts";
import { lockLease, type Lease } from "./lease.ts";

/**
 * A worker that ends in order puts its run back into the queue, job and all, without using up one of its retries. A run
 * that was to be cancelled ends instead. @returns false where the lease is lost and nothing was written.
 */
export async function giveBackRun(
  { db, jobs }: Pick<ServiceContext, "db" | "jobs">,
  lease: Lease,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return false;
    const job = { id: lease.jobId, queue: TRAIN_QUEUE, attempt: lease.attempt };
    if (held.cancelRequestedAt !== null) {
      await jobs.complete(job, tx);
      await endRun(tx, lease.runId, { kind: "cancelled" });
      return true;
    }
    if (!(await jobs.giveBack(job, tx))) return false;
    await tx
      .update(run)
      .set({ state: "queued", progress: null, workerId: null })
      .where(eq(run.id, lease.runId));
    await appendEvent(tx, lease.runId, { kind: "queued" });
    await notify(tx, { kind: "job", queue: TRAIN_QUEUE });
    return true;
  });
}
