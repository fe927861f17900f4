import { classesOf } from "#models/tasks/classes-of.ts";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { RunProgress } from "#server/contract/run.ts";
import { openDataset } from "#server/datasets/open-dataset.ts";
import type { OpenSplit } from "#server/datasets/open-split.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import type { PausedTraining } from "#server/engine/engine.ts";
import { evaluate } from "#server/engine/score/evaluate.ts";
import { packAnswers } from "#server/engine/score/pack-answers.ts";
import { unitActivity } from "#server/engine/score/unit-activity.ts";
import { openEngine } from "#server/engine/open-engine.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { featureStoreIn } from "#server/storage/feature-store.ts";
import { requireDiskSpace } from "#server/platform/disk-space.ts";
import { readStartingWeights } from "#server/engine/weights/read-starting-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { defineTask, type TaskTools } from "../../host/define-task.ts";
import { writeCheckpoint, type CheckpointPlace } from "./checkpoint-files.ts";
import { createHeldByWorker } from "./held-by-worker.ts";
import {
  trainMessages,
  type TrainEnd,
  type TrainNews,
  type TrainReport,
  type TrainTask,
} from "./messages.ts";

type Tools = TaskTools<TrainNews, TrainReport>;

const TESTING_INTERVAL_MS = 250;

/** Where a pause would have to say that it is; null as long as there is nothing to go on from. */
type Place = { at: Pick<PausedTraining, "epoch" | "step" | "steps"> | null };

/** Trains, then scores the best weights on the validation and the test split, and leaves the network in `outDir`. */
export const trainTask = defineTask(trainMessages, async (task, tools): Promise<TrainEnd> => {
  const place: Place = { at: null };
  try {
    return await trainAndScore(task, tools, place);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.code === "BAD_CHECKPOINT") return { kind: "unusable", reason: error.message };
    const isStopped = error.code === "PAUSED" || error.code === "CANCELLED";
    if (isStopped && !tools.signal.aborted && place.at !== null) return { kind: "paused", ...place.at };
    throw error;
  }
});

async function trainAndScore(task: TrainTask, tools: Tools, place: Place): Promise<TrainEnd> {
  const { say, signal, pauseSignal, threads, reserveBytes } = tools;
  const { graph, hyperParameters, attempt, outDir } = task;
  const held = createHeldByWorker(task.leaseMs);
  let { recordedEpoch } = task;
  tools.onNews((news) => {
    recordedEpoch = news.recordedEpoch;
    held.heard();
  });
  const position: RunProgress = {
    attempt,
    phase: "preparing",
    epoch: 0,
    epochs: hyperParameters.epochs,
    step: 0,
    steps: 0,
    loss: null,
    metrics: {},
    imagesPerSecond: null,
    secondsLeft: null,
  };
  say({ kind: "progress", progress: position, recent: null });
  await mkdir(outDir, { recursive: true });
  const dataset = await openDataset(task.datasetDir);
  const { target } = dataset.descriptor;
  const [train, validation] = await Promise.all([
    dataset.openSplit("train"),
    dataset.openSplit("validation"),
  ]);
  const imageShape = dataset.descriptor.inputShape;
  const common = { target, imageShape, ...(threads === undefined ? {} : { threads }) };

  async function keep(at: CheckpointPlace, bytes: Uint8Array): Promise<void> {
    await requireDiskSpace(outDir, bytes.length, reserveBytes);
    await writeCheckpoint(outDir, at, { bytes, recordedEpoch });
    say({ kind: "checkpoint" });
  }

  const engine = await openEngine(task.engine);
  const trained = await engine.train({
    ...common,
    ...(task.startFrom === null ? {} : { startFrom: await readStartingWeights(task.startFrom) }),
    ...(task.resumeFrom === null ? {} : { resumeFrom: await readFile(task.resumeFrom) }),
    signal,
    pauseSignal,
    graph,
    hyperParameters,
    train,
    validation,
    featureStore: featureStoreIn(task.home, reserveBytes),
    onFeatures: (step, steps) =>
      say({ kind: "progress", progress: { ...position, step, steps }, recent: null }),
    onProgress: ({ recent, ...progress }) =>
      say({ kind: "progress", progress: { attempt, ...progress }, recent }),
    async onEpoch({ metrics, isBest, checkpoint }) {
      say({ kind: "epoch", metrics, isBest });
      await keep({ epoch: metrics.epoch, step: 0 }, checkpoint());
      await held.wait();
    },
    async onPause({ epoch, step, steps, checkpoint }) {
      await keep({ epoch: epoch - 1, step }, checkpoint());
      place.at = { epoch, step, steps };
    },
  });
  // The last epoch's checkpoint is written: paused from here on, it goes on with the scoring.
  const steps = Math.ceil(train.count / hyperParameters.batchSize);
  place.at = { epoch: trained.epochs.length + 1, step: 0, steps };
  const stopSignal = AbortSignal.any([signal, pauseSignal]);

  let saidAt = 0;
  function scored(done: number, total: number): void {
    if (performance.now() - saidAt < TESTING_INTERVAL_MS) return;
    saidAt = performance.now();
    const { epochs } = hyperParameters;
    say({
      kind: "progress",
      progress: { ...position, phase: "testing", epoch: epochs, step: done, steps: total },
      recent: null,
    });
  }
  const { model, bestEpoch } = trained;
  const score = (split: OpenSplit) =>
    evaluate({
      ...common,
      trainTargets: train.targets,
      loss: hyperParameters.loss,
      signal: stopSignal,
      model,
      split,
      onProgress: scored,
    });
  const { evaluation, mistakes } = await score(validation);
  const test = await score(await dataset.openSplit("test"));
  for (const each of [evaluation, test.evaluation]) requireFinite(each, target);
  const plan = planNetwork(graph, { inputShape: imageShape, target });
  const activity = await unitActivity({
    plan,
    weights: trained.weights,
    split: validation,
    signal: stopSignal,
    ...(threads === undefined ? {} : { threads }),
  });
  const modelFile = join(outDir, `model-${attempt}.onnx`);
  await requireDiskSpace(outDir, model.byteLength, reserveBytes);
  await writeFile(modelFile, model);
  const weightsFile = join(outDir, `weights-${attempt}.safetensors`);
  await writeFile(
    weightsFile,
    encodeTrainedNetwork(
      { graph, classes: classesOf(target), outputScale: trained.outputScale },
      plan,
      trained.weights,
    ),
  );
  return {
    kind: "trained",
    bestEpoch,
    validation: evaluation,
    test: test.evaluation,
    answers: packAnswers(test.answered)?.toString("base64") ?? null,
    mistakes: [...mistakes],
    activity,
    modelFile,
    weightsFile,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function requireFinite(evaluation: AnyEvaluation, target: TaskTarget): void {
  const { score, tieBreak } = taskOf(target).rankOf(evaluation);
  if ([evaluation.loss, score, tieBreak].every(Number.isFinite)) return;
  throw new EngineError(
    "NOT_FINITE",
    "The network's scores are not numbers: its weights grew without bounds. Try a smaller learning rate.",
  );
}
