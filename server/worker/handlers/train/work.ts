import { rm } from "node:fs/promises";
import { isDiskFull } from "#server/platform/disk-space.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import { claimRun, type ClaimedRun } from "#server/services/run/claim.ts";
import { failRun } from "#server/services/run/fail.ts";
import { finishRun } from "#server/services/run/finish.ts";
import { giveUpLostRuns } from "#server/services/run/give-up-lost.ts";
import { giveBackRun } from "#server/services/run/give-back.ts";
import type { Lease } from "#server/services/run/lease.ts";
import type { RunPausePoint } from "#server/contract/run.ts";
import { markCancelled } from "#server/services/run/mark-cancelled.ts";
import { refuseRun } from "#server/services/run/refuse.ts";
import { releaseRunsFrom } from "#server/services/run/release-from.ts";
import { markPaused } from "#server/services/run/mark-paused.ts";
import { sweepWeights } from "#server/services/weights/sweep.ts";
import { trainingOf } from "#server/services/run/training-of.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { StorageAway } from "#server/platform/storage-away.ts";
import { checkpointPrefix, runKey, weightsKey } from "#server/storage/storage-keys.ts";
import type { LocalCopy, StoredFile } from "#server/storage/storage.ts";
import { taskFailure } from "../../host/task-failure.ts";
import { dropModels } from "#server/services/storage/drop-models.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { defineHandler, type WorkOptions } from "../../host/define-handler.ts";
import type { TaskEnd } from "../../host/run-task.ts";
import { withRetries } from "../../host/with-retries.ts";
import type { WorkerContext } from "../../worker-context.ts";
import { followChild } from "./follow-child.ts";
import type { TrainEnd, TrainTask } from "./messages.ts";
import { resumePoint, type ResumePoint } from "./resume-point.ts";
import { createSweep } from "./sweep-work.ts";
import { trainingMemory, withMemory, type TrainingMemory } from "./training-memory.ts";

type TrainJob = FetchedJob<{ runId: string }>;
type Ended = TaskEnd<TrainEnd>;

const sweep = createSweep();

/** Trains one run in a child of its own and writes what becomes of it, as long as the run is ours. */
export const trainHandler = defineHandler({
  definition: trainRunJob,
  work: trainAndSettle,
  tidy: (context) => [
    [giveUpLostRuns(context.db), "lost runs could not be looked for"],
    [sweep(context), "what ended runs left could not be deleted"],
    [sweepWeights(context), "weights that nothing starts from could not be deleted"],
  ],
  takeUp: releaseRunsFrom,
});

async function trainAndSettle(context: WorkerContext, job: TrainJob, options: WorkOptions): Promise<void> {
  const { db, jobs, logger, workerId } = context;
  const { runId } = job.payload;
  const lease: Lease = { runId, jobId: job.id, attempt: job.attempt };
  const training = await trainingOf(db, runId);
  const memory = training && (await trainingMemory(context, training));
  if (memory !== null && memory.refusal !== null) {
    const refusal = { workerId, failure: memory.refusal, room: memory.atHandBytes };
    logger.info({ runId, ...refusal }, "a run is left to a larger worker");
    context.leftToOthers.add(job.id);
    await withRetries(logger, () => refuseRun({ db, jobs }, lease, refusal));
    return;
  }
  const point = await resumePoint(context, runId);
  try {
    await trainFrom(context, job, { ...options, point, memory, lease });
  } finally {
    await point?.copy.release();
  }
}

type From = { point: ResumePoint | null; memory: TrainingMemory | null; lease: Lease } & WorkOptions;

async function trainFrom(
  context: WorkerContext,
  job: TrainJob,
  { point, memory, lease, onStart, lost }: From,
): Promise<void> {
  const { db, jobs, logger, workerId, files } = context;
  const { runId } = job.payload;
  const { fromEpoch, fromStep, epochs } = point ?? { fromEpoch: 0, fromStep: 0, epochs: [] };
  const claimed = await claimRun(db, { ...lease, workerId, fromEpoch, fromStep, epochs });
  if (claimed === null) {
    await jobs.complete(job);
    return;
  }
  if (claimed.isAfterProgress) await jobs.renewRetries(job);
  const hasMoreTries = claimed.isAfterProgress || job.retriesLeft > 0;
  logger.info({ runId, attempt: job.attempt, fromEpoch, fromStep }, "training");
  const dataset = await context.datasets
    .localFolder(claimed.run.datasetVersionId)
    .catch(async (error: unknown) => {
      if (error instanceof StorageAway) await withRetries(logger, () => giveBackRun({ db, jobs }, lease));
      throw error;
    });
  if (dataset === null) {
    const failure = taskFailure(new DatasetError("NOT_PACKED", "Its files are not there"));
    if (failure === null) return;
    if (await withRetries(logger, () => failRun(db, lease, failure))) await jobs.complete(job);
    return;
  }
  const start = await startingWeights(context, claimed.run);
  if (start === "gone") {
    await dataset.release();
    const message =
      "The weights that it starts from are not there any more. Choose them again in its design.";
    if (await withRetries(logger, () => failRun(db, lease, { code: "INTERNAL", message })))
      await jobs.complete(job);
    return;
  }
  const task = trainTask(context, claimed.run, {
    attempt: job.attempt,
    point,
    datasetDir: dataset.folder,
    startFrom: start?.file ?? null,
  });
  let followed;
  try {
    const from = point?.checkpoint ?? { epoch: 0, step: 0 };
    followed = await followChild({ context, lease, lost, task, from, onStart });
  } finally {
    await dataset.release();
    await start?.release();
  }
  const { end, why } = followed;
  logger.info({ runId, attempt: job.attempt, end: end.kind, why }, "the child has ended");
  if (why === "lost") return;
  if (end.kind === "unusable" && point !== null) {
    const { key } = point.checkpoint;
    logger.warn({ runId, key, reason: end.reason }, "a checkpoint is not usable");
    await files.remove(key);
  }
  const isLeft = why === "given-back" && (end.kind === "killed" || end.kind === "paused");
  if (isLeft || end.kind === "unusable") {
    const stoppedAt = end.kind === "paused" ? pointOf(end) : null;
    await withRetries(logger, () => giveBackRun({ db, jobs }, lease, { stoppedAt }));
    return;
  }
  if (end.kind === "ended-outside" && hasMoreTries) {
    const fault = `its process was ended from outside (${end.signal})`;
    logger.warn({ runId, signal: end.signal }, "a child was ended from outside; its run is queued again");
    await withRetries(logger, () => giveBackRun({ db, jobs }, lease, { fault }));
    return;
  }
  const told = "failure" in end ? { ...end, failure: withMemory(end.failure, memory) } : end;
  const outcome = await withRetries(logger, () => settle(context, lease, told, why === "cancelled"));
  if (outcome === "lost") return;
  await withRetries(logger, () => jobs.complete(job));
  if (outcome === "ended") {
    await rm(context.paths.workDir(runId), { recursive: true, force: true });
    await files.removeAll(checkpointPrefix(runId));
  }
}

/** A copy of what the run starts from; null for fresh weights. */
async function startingWeights(
  { files }: WorkerContext,
  { weightsId, startedFrom }: ClaimedRun,
): Promise<LocalCopy | "gone" | null> {
  if (startedFrom === null) return null;
  return weightsId === null ? "gone" : ((await files.localCopy(weightsKey(weightsId))) ?? "gone");
}

type Local = { attempt: number; point: ResumePoint | null; datasetDir: string; startFrom: string | null };

function trainTask(
  { paths, engine, jobs }: WorkerContext,
  { id, graph, hyperParameters }: ClaimedRun,
  { attempt, point, datasetDir, startFrom }: Local,
): TrainTask {
  return {
    engine: engine(),
    graph,
    hyperParameters,
    attempt,
    datasetDir,
    home: paths.home,
    outDir: paths.workDir(id),
    leaseMs: jobs.leaseMs,
    startFrom,
    recordedEpoch: point?.checkpoint.epoch ?? 0,
    resumeFrom: point?.copy.file ?? null,
  };
}

function pointOf({ epoch, step, steps }: Extract<Ended, { kind: "paused" }>): RunPausePoint {
  return { epoch, step, steps, isCheckpointLost: false };
}

/** `lost`: the lease is, and nothing was written. `set-aside`: its checkpoints are wanted again. */
type Outcome = "ended" | "set-aside" | "lost";

async function settle(
  context: WorkerContext,
  lease: Lease,
  end: Ended,
  isCancelled: boolean,
): Promise<Outcome> {
  const { db } = context;
  if (end.kind === "paused") return asSetAside(await markPaused(db, lease, pointOf(end)));
  if (end.kind === "failed" && end.failure.code === "DISK_FULL" && !isCancelled) {
    return setAsideForDisk(context, lease);
  }
  try {
    return (await endAs(context, lease, end, isCancelled)) ? "ended" : "lost";
  } catch (error) {
    if (end.kind !== "trained" || !isDiskFull(error)) throw error;
    return setAsideForDisk(context, lease);
  }
}

/** Whoever resumes it goes on from what could still be kept. */
async function setAsideForDisk(context: WorkerContext, lease: Lease): Promise<Outcome> {
  const found = await resumePoint(context, lease.runId);
  await found?.copy.release();
  const { epoch, step } = found?.checkpoint ?? { epoch: 0, step: 0 };
  context.logger.warn({ runId: lease.runId, epoch, step }, "the disk is full; a run is set aside");
  const point = { epoch: epoch + 1, step, steps: null, isCheckpointLost: false, isDiskFull: true };
  return asSetAside(await markPaused(context.db, lease, point));
}

function asSetAside(isWritten: boolean): Outcome {
  return isWritten ? "set-aside" : "lost";
}

/** @returns false where the lease is lost and nothing was written. */
async function endAs(
  context: WorkerContext,
  lease: Lease,
  end: Exclude<Ended, { kind: "paused" }>,
  isCancelled: boolean,
): Promise<boolean> {
  const { db } = context;
  if (end.kind === "trained") return keepResult(context, lease, end);
  if (isCancelled || end.kind === "cancelled") return markCancelled(db, lease);
  if (end.kind === "failed" || end.kind === "crashed") return failRun(db, lease, end.failure);
  if (end.kind === "ended-outside") {
    const message = `The process that trained it was ended from outside (${end.signal}), the last time of several in a row. It is not the network's fault: show this to your instructor.`;
    return failRun(db, lease, { code: "CHILD_CRASHED", message });
  }
  const message = "It stopped because of a fault in Strata itself, not in your network. Try it once more.";
  return failRun(db, lease, { code: "INTERNAL", message });
}

async function keepResult(
  { db, files, logger, room }: WorkerContext,
  lease: Lease,
  {
    bestEpoch,
    test,
    answers,
    validation,
    mistakes,
    activity,
    peakMemoryBytes,
    modelFile,
    weightsFile,
  }: Extract<Ended, { kind: "trained" }>,
): Promise<boolean> {
  // By attempt: a worker that has lost the run must not overwrite the files of the one that holds it.
  const model = await files.putFile(runKey(lease.runId, `model-${lease.attempt}.onnx`), modelFile);
  const weightsKey = runKey(lease.runId, `weights-${lease.attempt}.safetensors`);
  const weights = await files.putFile(weightsKey, weightsFile);
  const isWritten = await finishRun(db, lease, {
    bestEpoch,
    test,
    answers: answers === null ? null : Buffer.from(answers, "base64"),
    validation,
    mistakes,
    activity,
    peakMemoryBytes,
    artifacts: [
      { kind: "onnx", ...stored(model) },
      { kind: "safetensors", ...stored(weights) },
    ],
  });
  if (!isWritten) for (const { key } of [model, weights]) await files.remove(key);
  else
    await dropModels({ db, files, logger }, room, lease.runId).catch((error: unknown) => {
      logger.error({ err: error, runId: lease.runId }, "older models could not be dropped");
    });
  return isWritten;
}

function stored({ key: storageKey, sizeBytes, sha256 }: StoredFile) {
  return { storageKey, sizeBytes, sha256 };
}
