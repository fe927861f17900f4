import type { RunProgress } from "#server/contract/run.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { createThrottle } from "#server/platform/throttle.ts";
import { checkLease } from "#server/services/run/check-lease.ts";
import type { Lease, LeaseReply } from "#server/services/run/lease.ts";
import { recordEpoch } from "#server/services/run/record-epoch.ts";
import { recordProgress } from "#server/services/run/record-progress.ts";
import type { JobInWork } from "../../host/define-handler.ts";
import { runTask, type TaskEnd } from "../../host/run-task.ts";
import { createSerialQueue } from "../../host/serial-queue.ts";
import { withRetries } from "../../host/with-retries.ts";
import type { WorkerContext } from "../../worker-context.ts";
import type { CheckpointPlace } from "./checkpoint-files.ts";
import { createCurveKeeper } from "./curve-keeper.ts";
import { keepCheckpoints } from "./keep-checkpoints.ts";
import { trainMessages, type TrainEnd, type TrainReport, type TrainTask } from "./messages.ts";

type FollowOptions = {
  context: WorkerContext;
  lease: Lease;
  task: TrainTask;
  /** Where it begins: the place of its checkpoint. */
  from: CheckpointPlace;
  /** The run is another's. */
  lost: AbortSignal;
  onStart: (work: JobInWork) => void;
};

/** Why we asked the child to end; null where it ended by itself. */
export type Why = "lost" | "cancelled" | "paused" | "given-back" | null;

const PROGRESS_INTERVAL_MS = 250;
/** The whole curve is some kilobytes. What a reload does not find of it comes with the next progress. */
const CURVE_INTERVAL_MS = 2_000;
const CHECK_INTERVAL_MS = 1_000;
/** A child that has not been told for half a lease that it is held waits. */
const HOLDS_PER_LEASE = 10;
/** Most steps end within it, and with a checkpoint nothing is lost. */
const GIVE_BACK_GRACE_MS = 1_500;
/** A child reports every step, and a step takes seconds: one this silent hangs. */
const SILENCE_LIMIT_MS = 10 * 60_000;

/** Runs a training child to its end and writes what it reports, in order, as long as the lease is held. */
export async function followChild(options: FollowOptions): Promise<{ end: TaskEnd<TrainEnd>; why: Why }> {
  const { context, lease, task, lost } = options;
  const { db, jobs, logger } = context;
  const curve = await withRetries(logger, () => createCurveKeeper({ context, lease, from: options.from }));
  let why: Why = null;
  let newest: RunProgress | null = null;
  let reportedAt = Date.now();
  let { recordedEpoch } = task;
  let isChecking = false;
  let hasCheckpoint = false;
  let graceTimer: NodeJS.Timeout | undefined;

  function lose(): void {
    why = "lost";
    child.kill();
  }

  function cancel(): void {
    if (why !== null && why !== "paused") return;
    why = "cancelled";
    child.cancel();
  }

  function pause(): void {
    if (why !== null) return;
    why = "paused";
    child.pause();
  }

  function giveBack(): void {
    // Cancelled is what the run's owner wants, and ends as soon.
    if (why === "lost" || why === "cancelled") return;
    why = "given-back";
    child.pause();
    graceTimer = setTimeout(child.kill, GIVE_BACK_GRACE_MS);
  }

  function heed(reply: LeaseReply): void {
    if (!reply.isHeld) lose();
    else if (reply.asked === "cancel") cancel();
    else if (reply.asked === "pause") pause();
  }

  const writes = createSerialQueue((error) => {
    logger.error({ err: error, runId: lease.runId }, "a run's history could not be written");
    lose();
  });

  async function writeProgress(): Promise<void> {
    const progress = newest;
    newest = null;
    if (progress === null || why === "lost") return;
    try {
      heed(await recordProgress(db, lease, progress));
    } catch (error) {
      // The next one replaces it anyway.
      logger.warn({ err: error, runId: lease.runId }, "a progress could not be written");
    }
  }

  async function writeCurve(): Promise<void> {
    if (why === "lost") return;
    try {
      const reply = await curve.record();
      if (reply !== null) heed(reply);
    } catch (error) {
      // It is written whole with the next one.
      logger.warn({ err: error, runId: lease.runId }, "a run's curve could not be written");
    }
  }

  // Apart from the history: a storage far away takes its time.
  const keeping = createSerialQueue((error) => {
    logger.error({ err: error, runId: lease.runId }, "checkpoints could not be kept");
  });

  /** Those of before are in the newest. */
  async function keep(): Promise<void> {
    if (!hasCheckpoint || why === "lost") return;
    hasCheckpoint = false;
    try {
      await keepCheckpoints(context, lease.runId, { recordedEpoch });
    } catch (error) {
      // It lies in the work folder, and goes with the next one, or with the next attempt here.
      logger.warn({ err: error, runId: lease.runId }, "a checkpoint could not be put into the storage");
    }
  }

  const hold = () => child.tell({ recordedEpoch });
  const progressThrottle = createThrottle(PROGRESS_INTERVAL_MS, () => writes.add(writeProgress));
  const curveThrottle = createThrottle(CURVE_INTERVAL_MS, () => writes.add(writeCurve));

  function report(message: TrainReport): void {
    reportedAt = Date.now();
    if (message.kind === "progress") {
      newest = curve.take(message.progress, message.recent);
      progressThrottle.request("progress");
      if (message.recent !== null) curveThrottle.request("curve");
      return;
    }
    if (message.kind === "checkpoint") {
      hasCheckpoint = true;
      keeping.add(keep);
      return;
    }
    newest = null;
    const { metrics, isBest } = message;
    writes.add(async () => {
      if (why === "lost") return;
      heed(await withRetries(logger, () => recordEpoch(db, lease, { metrics, isBest })));
      recordedEpoch = metrics.epoch;
      hold();
    });
  }

  async function check(): Promise<void> {
    if (Date.now() - reportedAt > SILENCE_LIMIT_MS) {
      logger.error({ runId: lease.runId }, "the child says nothing any more and is ended");
      child.kill();
      return;
    }
    if (isChecking) return;
    isChecking = true;
    try {
      heed(await checkLease(db, lease));
    } catch (error) {
      logger.warn({ err: error, runId: lease.runId }, "a lease could not be checked");
    } finally {
      isChecking = false;
    }
  }

  const child = runTask(context.children.take(trainRunJob.lane), trainMessages, { task, onReport: report });
  lost.addEventListener("abort", lose, { once: true });
  if (lost.aborted) lose();
  const holds = setInterval(hold, jobs.leaseMs / HOLDS_PER_LEASE);
  const checks = setInterval(() => void check(), CHECK_INTERVAL_MS);
  options.onStart({ subjectId: lease.runId, recheck: () => void check(), giveBack });
  try {
    const end = await child.end;
    progressThrottle.close();
    curveThrottle.close();
    writes.add(writeCurve);
    await writes.drain().catch(() => undefined);
    hasCheckpoint = true;
    keeping.add(keep);
    await keeping.drain().catch(() => undefined);
    return { end, why };
  } finally {
    lost.removeEventListener("abort", lose);
    clearInterval(holds);
    clearInterval(checks);
    clearTimeout(graceTimer);
    progressThrottle.close();
    curveThrottle.close();
  }
}
