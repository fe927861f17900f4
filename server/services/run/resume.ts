import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { ResumeRunInput, RunPausePoint } from "#server/contract/run.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { requireDisk } from "../storage/require-storage.ts";
import { appendEvent } from "./append-event.ts";
import { findRun, RUN_COLUMNS } from "./find.ts";
import { requireRoom } from "./require-room.ts";

/** Queues a paused run again, to go on from its checkpoint. One that waits or trains already stays as it is. */
export async function resumeRun(ctx: ServiceContext, input: ResumeRunInput): Promise<void> {
  const { runId, isAnew } = input;
  const { canManage } = await findRun(ctx, runId);
  if (!canManage) {
    throw new AppError("FORBIDDEN", "Only who started a run, or an instructor, can resume it");
  }

  const prepare = () => requireDisk(ctx);
  async function make(tx: Transaction): Promise<string> {
    const [row] = await tx.select(RUN_COLUMNS).from(run).where(eq(run.id, runId)).for("update");
    if (row === undefined || row.state === "queued" || row.state === "running") return runId;
    if (row.state !== "paused") {
      throw new AppError("CONFLICT", "The run has ended. Only a paused run can be resumed.");
    }
    if (isAnew && row.pausePoint?.isCheckpointLost !== true) {
      throw new AppError("CONFLICT", "The run can go on from its checkpoint, so it is not started anew.");
    }
    requireOpen(await requireMember({ db: tx, actor: ctx.actor }, row.cohortId));
    const isOwn = row.startedBy === ctx.actor.id;
    const active = await requireRoom(tx, row.startedBy, { isResuming: true, isOwn });
    const jobId = randomUUID();
    const pausePoint = isAnew || row.pausePoint === null ? null : goingOnFrom(row.pausePoint);
    await tx.update(run).set({ state: "queued", jobId, pausePoint }).where(eq(run.id, runId));
    await appendEvent(tx, runId, { kind: "queued" });
    // Its attempts count on, so that nothing written by an earlier one can pass for this one's.
    const options = { id: jobId, priority: -active, attemptsBefore: row.attempt };
    await ctx.jobs.enqueue(tx, trainRunJob, { runId }, options);
    await notify(tx, { kind: "job", queue: trainRunJob.queue });
    return runId;
  }

  await makeOnce(ctx, intentOf("run.resume", input), { prepare, make });
}

/** Where it goes on. Null where the disk was full before anything was kept: it begins anew, and nothing is missed. */
function goingOnFrom({ isDiskFull, ...point }: RunPausePoint): RunPausePoint | null {
  if (isDiskFull === true && point.epoch === 1 && point.step === 0) return null;
  return { ...point, isCheckpointLost: false };
}
