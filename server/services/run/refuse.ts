import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { noteRefusal, type Refusal } from "../worker/refusals.ts";
import { appendEvent } from "./append-event.ts";
import { endRun } from "./end.ts";
import { enterPause } from "./enter-pause.ts";
import { RUN_COLUMNS } from "./find.ts";
import type { Lease } from "./lease.ts";
import { pausePointOf } from "./pause-point.ts";

/**
 * Leaves a fetched job's run, which has not been claimed, to a worker that can do it; where none can, it fails with the
 * reason. One that was to be cancelled or paused is, instead.
 */
export async function refuseRun(
  { db, jobs }: Pick<ServiceContext, "db" | "jobs">,
  { runId, jobId, attempt }: Lease,
  refusal: Refusal,
): Promise<void> {
  await db.transaction(async (tx) => {
    const job = { id: jobId, queue: trainRunJob.queue, attempt };
    const [found] = await tx.select(RUN_COLUMNS).from(run).where(eq(run.id, runId)).for("update");
    const isWanted =
      found?.jobId === jobId &&
      found.attempt < attempt &&
      (found.state === "queued" || found.state === "running");
    if (!isWanted) {
      await jobs.complete(job, tx);
      return;
    }
    if (found.cancelRequestedAt !== null || found.pauseRequestedAt !== null) {
      if (!(await jobs.complete(job, tx))) return;
      if (found.cancelRequestedAt !== null) await endRun(tx, runId, { kind: "cancelled" });
      else await enterPause(tx, runId, await pausePointOf(tx, found));
      return;
    }
    const failure = await noteRefusal(tx, job, refusal);
    if (failure !== null) {
      if (await jobs.complete(job, tx)) await endRun(tx, runId, { kind: "failed", failure });
      return;
    }
    if (!(await jobs.leaveToOthers(job, tx))) return;
    // Its worker before this one has died.
    if (found.state === "running") {
      await tx.update(run).set({ state: "queued", progress: null, workerId: null }).where(eq(run.id, runId));
      await appendEvent(tx, runId, { kind: "queued" });
    }
    await notify(
      tx,
      { kind: "job", queue: trainRunJob.queue },
      { kind: "cohort", cohortId: found.cohortId, topic: "queue" },
    );
  });
}
