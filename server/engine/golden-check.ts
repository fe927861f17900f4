import { InferenceSession, Tensor } from "onnxruntime-node";
import { chainGraph } from "#models/graph/chain.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { Engine } from "./engine.ts";
import { predict } from "./predict.ts";
import { PURPOSE, randomStream } from "./random/random-stream.ts";
import type { ImageShape, Split } from "./split.ts";

const IMAGE_SHAPE: ImageShape = [8, 8, 3];
const CLASSES = ["dark", "mixed", "bright"];
const IMAGES = 24;

/** A small network with a layer of every kind that computes something. */
const GRAPH = chainGraph(
  [
    { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3], padding: "same", activation: "relu" } },
    { type: "BatchNormalization" },
    { type: "MaxPooling2D" },
    { type: "Conv2D", settings: { filters: 6, kernelSize: [2, 2], activation: "tanh" } },
    { type: "AveragePooling2D", settings: { poolSize: [3, 3] } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 3 } },
  ],
  [8, 8, 3],
);

/** Recorded on x64 from the ONNX engine, which has tests against TensorFlow.js: nine steps of Adam, then one image. */
const GOLDEN = {
  losses: [0.942601, 0.679439, 0.575862],
  validationLosses: [1.013373, 0.952086, 0.934795],
  probabilities: [0.237046, 0.377517, 0.385437],
};

/** Rounding differs between processors and releases of the runtime; a wrong kernel is off by far more. */
export const GOLDEN_TOLERANCE = 1e-3;

export type GoldenCheck = {
  isGood: boolean;
  /** The largest difference from the recorded values. */
  largestDifference: number;
  seconds: number;
  /** The network that came out of it, as an ONNX file. */
  model: Uint8Array;
};

/**
 * Trains a tiny network for nine steps and asks it about one image, then compares losses and probabilities with recorded
 * ones. Shows that an engine loads here and computes what it should.
 */
export async function goldenCheck(engine: Engine): Promise<GoldenCheck> {
  const startedAt = performance.now();
  const split = goldenSplit();
  const outcome = await engine.train({
    graph: GRAPH,
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, learningRate: 0.01, batchSize: 8, epochs: 3, seed: 7 },
    classes: CLASSES,
    imageShape: IMAGE_SHAPE,
    train: split,
    validation: split,
    threads: 1,
  });
  const images = firstImage(split);
  const [probabilities = []] = await predict({ model: outcome.model, images, imageShape: IMAGE_SHAPE });
  const values = {
    losses: outcome.epochs.map((epoch) => epoch.loss),
    validationLosses: outcome.epochs.map((epoch) => epoch.valLoss),
    probabilities,
  };
  const largestDifference = Math.max(
    differenceOf(values.losses, GOLDEN.losses),
    differenceOf(values.validationLosses, GOLDEN.validationLosses),
    differenceOf(values.probabilities, GOLDEN.probabilities),
  );
  return {
    // Written so that NaN is not good.
    isGood: largestDifference <= GOLDEN_TOLERANCE,
    largestDifference,
    seconds: (performance.now() - startedAt) / 1000,
    model: outcome.model,
  };
}

/**
 * Asks the same network on another of the runtime's providers, and compares with the recorded probabilities. Run it in a
 * process that may crash: a broken driver takes its process with it.
 * @throws what the runtime says where the provider does not load.
 */
export async function goldenInference(provider: "webgpu" | "cuda", model: Uint8Array): Promise<number> {
  const session = await InferenceSession.create(model, {
    executionProviders: [provider],
    logSeverityLevel: 3,
  });
  const pixels = Float32Array.from(firstImage(goldenSplit()), (value) => value / 255);
  const outputs = await session.run({ input: new Tensor("float32", pixels, [1, ...IMAGE_SHAPE]) });
  const probabilities = outputs["probabilities"]?.data;
  if (!(probabilities instanceof Float32Array)) throw new Error(`${provider} gave no probabilities`);
  return differenceOf([...probabilities], GOLDEN.probabilities);
}

function differenceOf(found: readonly number[], golden: readonly number[]): number {
  if (found.length !== golden.length) return Number.POSITIVE_INFINITY;
  return Math.max(...found.map((value, i) => Math.abs(value - (golden[i] ?? Number.NaN))));
}

function firstImage({ images, count }: Split): Uint8Array {
  return images.subarray(0, images.length / count);
}

/** Noise around a brightness of its own for each class. */
function goldenSplit(): Split {
  const imageBytes = IMAGE_SHAPE[0] * IMAGE_SHAPE[1] * IMAGE_SHAPE[2];
  const random = randomStream(1, PURPOSE.tiles);
  const labels = Uint8Array.from({ length: IMAGES }, (_, i) => i % CLASSES.length);
  const images = Uint8Array.from({ length: IMAGES * imageBytes }, (_, i) => {
    const label = labels[Math.floor(i / imageBytes)] ?? 0;
    return label * 60 + (random() % 120);
  });
  return { count: IMAGES, images, labels };
}
