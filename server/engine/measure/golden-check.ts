import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { z } from "zod";
import { BranchingGraph } from "#models/graph/branching-graph.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { Engine } from "../engine.ts";
import { predict } from "../score/predict.ts";
import { PURPOSE, randomStream } from "../random/random-stream.ts";
import { memorySplit, type MemorySplit } from "../memory-split.ts";
import type { ImageShape } from "../split.ts";

const IMAGE_SHAPE: ImageShape = [8, 8, 3];
const TARGET = numberedClasses(3);
const IMAGES = 24;

/** A small network with what GPUs compute another way: pooling of both kinds, normalization of maps and of vectors, dropout, branches. */
function goldenGraph(): ModelGraph {
  const graph = new BranchingGraph([8, 8, 3]);
  const conv = { filters: 4, kernelSize: [3, 3], padding: "same" };
  const trunk = graph.line(
    [
      { type: "Conv2D", settings: { ...conv, activation: "relu" } },
      { type: "BatchNormalization" },
      { type: "MaxPooling2D" },
    ],
    graph.input,
  );
  const pooling = { poolSize: [3, 3], strides: [1, 1], padding: "same" };
  const left = graph.add({ type: "Conv2D", settings: { ...conv, activation: "tanh" } }, [trunk]);
  const right = graph.add({ type: "MaxPooling2D", settings: pooling }, [trunk]);
  const sum = graph.add({ type: "Add" }, [left, trunk]);
  const joined = graph.add({ type: "Concatenate" }, [sum, right]);
  const logits = graph.line(
    [
      { type: "AveragePooling2D" },
      { type: "Flatten" },
      // No bias: in front of a normalization its gradient is rounding alone, which Adam makes steps of.
      { type: "Dense", settings: { units: 8, useBias: false } },
      { type: "BatchNormalization" },
      { type: "Dropout", settings: { rate: 0.2 } },
      { type: "Dense", settings: { units: 3 } },
    ],
    joined,
  );
  return graph.finish(logits);
}

export const goldenValues = z.object({
  losses: z.array(z.number()),
  validationLosses: z.array(z.number()),
  probabilities: z.array(z.number()),
});
export type GoldenValues = z.infer<typeof goldenValues>;

/** Recorded on x64 from the ONNX engine, which has tests against TensorFlow.js: nine steps of Adam, then one image. */
const GOLDEN: GoldenValues = {
  losses: [1.486811, 0.821259, 0.729592],
  validationLosses: [1.029444, 1.072358, 1.104367],
  probabilities: [0.233959, 0.369358, 0.396683],
};

/** Rounding differs between processors and releases of the runtime; a wrong kernel is off by far more. */
export const GOLDEN_TOLERANCE = 1e-3;

export type GoldenCheck = {
  isGood: boolean;
  /** The largest difference from the recorded values. */
  largestDifference: number;
  seconds: number;
  /** What was computed, in the order of the recorded values. */
  values: GoldenValues;
};

/**
 * Trains a tiny network for nine steps and asks it about one image, then compares losses and probabilities with recorded
 * ones. Shows that an engine loads here and computes what it should.
 * @param golden other values than the recorded ones, to see a check fail.
 */
export async function goldenCheck(engine: Engine, golden: GoldenValues = GOLDEN): Promise<GoldenCheck> {
  const startedAt = performance.now();
  const split = goldenSplit();
  const outcome = await engine.train({
    graph: goldenGraph(),
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, learningRate: 0.01, batchSize: 8, epochs: 3, seed: 7 },
    target: TARGET,
    imageShape: IMAGE_SHAPE,
    train: split,
    validation: split,
    threads: 1,
  });
  const images = firstImage(split);
  const [probabilities = []] = await predict({ model: outcome.model, images, imageShape: IMAGE_SHAPE });
  const values = {
    losses: outcome.epochs.map((epoch) => epoch.train.loss),
    validationLosses: outcome.epochs.map((epoch) => epoch.validation.loss),
    probabilities,
  };
  const largestDifference = Math.max(
    differenceOf(values.losses, golden.losses),
    differenceOf(values.validationLosses, golden.validationLosses),
    differenceOf(values.probabilities, golden.probabilities),
  );
  return {
    // Written so that NaN is not good.
    isGood: largestDifference <= GOLDEN_TOLERANCE,
    largestDifference,
    seconds: (performance.now() - startedAt) / 1000,
    values,
  };
}

function differenceOf(found: readonly number[], golden: readonly number[]): number {
  if (found.length !== golden.length) return Number.POSITIVE_INFINITY;
  return Math.max(...found.map((value, i) => Math.abs(value - (golden[i] ?? Number.NaN))));
}

function firstImage({ images, count }: MemorySplit): Uint8Array {
  return images.subarray(0, images.length / count);
}

/** Noise around a brightness of its own for each class. */
function goldenSplit(): MemorySplit {
  const imageBytes = IMAGE_SHAPE[0] * IMAGE_SHAPE[1] * IMAGE_SHAPE[2];
  const random = randomStream(1, PURPOSE.tiles);
  const targets = Uint8Array.from({ length: IMAGES }, (_, i) => i % TARGET.classes.length);
  const images = Uint8Array.from({ length: IMAGES * imageBytes }, (_, i) => {
    const label = targets[Math.floor(i / imageBytes)] ?? 0;
    return label * 60 + (random() % 120);
  });
  return memorySplit({ images, targets });
}
