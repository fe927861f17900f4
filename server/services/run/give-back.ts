import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import type { RunPausePoint } from "#server/contract/run.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { appendEvent } from "./append-event.ts";
import { endRun } from "./end.ts";
import { enterPause } from "./enter-pause.ts";
import { lockLease, type Lease } from "./lease.ts";
import { pausePointOf } from "./pause-point.ts";

type GiveBackOptions = {
  /** Where the child has said that it stopped. */
  stoppedAt?: RunPausePoint | null;
  /** What went wrong with this attempt, which then counts as one. */
  fault?: string;
};

/**
 * Puts a run back into the queue, job and all; without using up one of its retries where a worker ends in order. A run
 * that was to be cancelled or paused is, instead. @returns false where the lease is lost and nothing was written.
 */
export async function giveBackRun(
  { db, jobs }: Pick<ServiceContext, "db" | "jobs">,
  lease: Lease,
  { stoppedAt = null, fault }: GiveBackOptions = {},
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return false;
    const job = { id: lease.jobId, queue: trainRunJob.queue, attempt: lease.attempt };
    if (held.cancelRequestedAt !== null) {
      await jobs.complete(job, tx);
      await endRun(tx, lease.runId, { kind: "cancelled" });
      return true;
    }
    if (held.pauseRequestedAt !== null) {
      await jobs.complete(job, tx);
      await enterPause(tx, lease.runId, stoppedAt ?? (await pausePointOf(tx, held)));
      return true;
    }
    const isBack = fault === undefined ? await jobs.giveBack(job, tx) : await jobs.fail(job, fault, tx);
    if (!isBack) return false;
    await tx
      .update(run)
      .set({ state: "queued", progress: null, workerId: null })
      .where(eq(run.id, lease.runId));
    await appendEvent(tx, lease.runId, { kind: "queued" });
    await notify(tx, { kind: "job", queue: trainRunJob.queue });
    return true;
  });
}
