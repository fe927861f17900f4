import { objectiveOf } from "#server/engine/objectives/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { availableParallelism } from "node:os";
import type { ModelGraph } from "#models/graph/schema.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { epochBatches } from "../train/batches/epoch-batches.ts";
import { fillRandom } from "../train/batches/fill-random.ts";
import { exportModel } from "../onnx/graph/export-model.ts";
import { ModelSession } from "../onnx/session/model-session.ts";
import type { Target } from "../onnx/session/target.ts";
import { TrainingSession } from "../onnx/session/training-session.ts";
import { randomStream } from "../random/random-stream.ts";
import { memorySplit, type MemorySplit } from "../memory-split.ts";
import type { ImageShape } from "../split.ts";
import { planNetwork } from "../weights/network-plan.ts";

const WARM_UP_STEPS = 5;

export type BenchTask = {
  graph: ModelGraph;
  imageShape: ImageShape;
  classes: number;
  batchSize: number;
  /** Steps that are measured, after 5 to warm up. */
  steps: number;
  threads?: number;
  /** What training runs on; the CPU where none is named. */
  target?: Target;
};

export type TrainingOutcome = {
  params: number;
  threads: number;
  /** Median of full training steps with Adam, feeding included. */
  stepMs: number;
  imagesPerSecond: number;
  /** The part of a step that prepares its batch, 0..1. */
  feedShare: number;
  /** Of this process so far: measure one network a process. */
  peakMemoryBytes: number;
};

/** Measures training on random pixels. */
export async function benchTraining(task: BenchTask): Promise<TrainingOutcome> {
  const { graph, imageShape, classes, batchSize, steps } = task;
  const threads = task.threads ?? availableParallelism();
  const hyperParameters = { ...DEFAULT_HYPER_PARAMETERS, batchSize };
  const plan = planNetwork(graph, { inputShape: imageShape, target: numberedClasses(classes) });
  const split = noise(batchSize * (steps + WARM_UP_STEPS), imageShape, classes);
  const { target } = task;
  const objective = objectiveOf({ target: plan.target, hyperParameters, trainTargets: split.targets });
  const session = await TrainingSession.create(plan, hyperParameters, { threads, ...(target && { target }) });
  const stepTimes: number[] = [];
  const feedTimes: number[] = [];
  let step = 0;
  let startedAt = performance.now();
  for (const batch of epochBatches({ split, shape: imageShape, hyperParameters, objective }, 1)) {
    step++;
    let feedMs = performance.now() - startedAt;
    await session.step(batch, { step, learningRate: hyperParameters.learningRate }, (values, layer, draw) => {
      const maskAt = performance.now();
      fillRandom(values, draw, { seed: 1, step, layer });
      feedMs += performance.now() - maskAt;
    });
    if (step > WARM_UP_STEPS) {
      stepTimes.push(performance.now() - startedAt);
      feedTimes.push(feedMs);
    }
    startedAt = performance.now();
  }
  await session.release();
  const stepMs = median(stepTimes);
  return {
    params: plan.params,
    threads,
    stepMs,
    imagesPerSecond: (batchSize * 1000) / stepMs,
    feedShare: median(feedTimes) / stepMs,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** Measures the exported network on random pixels. @returns images a second. */
export async function benchEvaluation(task: BenchTask): Promise<number> {
  const { graph, imageShape, classes, batchSize, steps } = task;
  const threads = task.threads ?? availableParallelism();
  const plan = planNetwork(graph, { inputShape: imageShape, target: numberedClasses(classes) });
  const { images } = noise(batchSize * (steps + WARM_UP_STEPS), imageShape, classes);
  const training = await TrainingSession.create(plan, DEFAULT_HYPER_PARAMETERS, { threads });
  const session = await ModelSession.open(exportModel(plan, training.weights()), { threads });
  await training.release();
  const bytes = images.length / (steps + WARM_UP_STEPS);
  const times: number[] = [];
  for (let start = 0; start < images.length; start += bytes) {
    const startedAt = performance.now();
    await session.infer(images.subarray(start, start + bytes), batchSize, imageShape);
    times.push(performance.now() - startedAt);
  }
  await session.release();
  return (batchSize * 1000) / median(times.slice(WARM_UP_STEPS));
}

function noise(count: number, [height, width, channels]: ImageShape, classes: number): MemorySplit {
  const random = randomStream(1);
  return memorySplit({
    images: new Uint8Array(count * height * width * channels).map(() => random()),
    targets: new Uint8Array(count).map(() => random() % classes),
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
