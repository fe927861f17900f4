import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { REGRESSION_LOSSES } from "#models/tasks/regression/losses.ts";
import type { RegressionEvaluation } from "#models/tasks/regression/evaluation.ts";
import type { RegressionTarget } from "#models/tasks/target.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { objectiveOf } from "./objectives/index.ts";
import { onnxEngine } from "./onnx/onnx-engine.ts";
import { ModelSession } from "./onnx/session/model-session.ts";
import { TrainingSession } from "./onnx/session/training-session.ts";
import { evaluate } from "./score/evaluate.ts";
import { randomStream, uniform } from "./random/random-stream.ts";
import type { ImageShape, Split } from "./split.ts";
import { copyImage } from "./train/batches/copy-image.ts";
import { TfjsOracle } from "./testing/tfjs-oracle.ts";
import { largestGap } from "./testing/largest-gap.ts";
import { TfjsNetwork } from "./tfjs/tfjs-network.ts";
import { initialWeights } from "./weights/initial-weights.ts";
import { planNetwork } from "./weights/network-plan.ts";

const SHAPE: ImageShape = [6, 5, 4];
const TARGET: RegressionTarget = { task: "regression", quantity: "Brightness", unit: "lx" };
const GRAPH = chainGraph(
  [
    { type: "Conv2D", settings: { filters: 3, kernelSize: [3, 3], activation: "tanh", kernelL2: 0.01 } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 1 } },
  ],
  [...SHAPE],
);
const plan = planNetwork(GRAPH, { inputShape: SHAPE, target: TARGET });

/** Noise of a brightness of its own, which is to be told in lux, far from 0 and far apart. */
function brightnesses(count: number, seed: number): Split & { images: Uint8Array; targets: Float32Array } {
  const random = randomStream(seed);
  const size = SHAPE[0] * SHAPE[1] * SHAPE[2];
  const images = new Uint8Array(count * size);
  const targets = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const level = uniform(random);
    for (let at = 0; at < size; at++) images[index * size + at] = 255 * (0.8 * level + 0.2 * uniform(random));
    targets[index] = 2000 + 500 * level;
  }
  const read: Split["read"] = (places, into) => {
    for (let at = 0; at < places.length; at++) {
      const start = (places[at] as number) * size;
      into.set(images.subarray(start, start + size), at * size);
    }
  };
  return { count, images, targets, read };
}

beforeAll(() => TfjsOracle.prepare());

test.each(REGRESSION_LOSSES)("steps by %s are TensorFlow.js's, in both engines", async (loss) => {
  const settings = hyperParameters.parse({ optimizer: "sgd", learningRate: 0.05, loss });
  const { count, images, targets: values } = brightnesses(7, 3);
  const objective = objectiveOf({ target: TARGET, hyperParameters: settings, trainTargets: values });
  const targets = Float32Array.from(values, objective.encode);
  const before = initialWeights(plan, 1);
  const session = await TrainingSession.create(plan, settings, { threads: 1, objective });
  const inTfjs = new TfjsNetwork(tf, plan, { hyperParameters: settings, objective });
  const oracle = new TfjsOracle(plan, before, { ...settings, classWeights: null });
  for (const network of [session, inTfjs]) network.setWeights(before);
  const batch = { count, images: channelsFirst(images, count), targets };
  for (let step = 1; step <= 4; step++) {
    const at = { step, learningRate: settings.learningRate };
    const expected = oracle.step({ images, labels: targets, drawn: [] });
    const ours = await session.step(batch, at, () => undefined);
    const theirs = await inTfjs.step(batch, at, () => undefined);
    expect(ours.lossSum / count).toBeCloseTo(expected, 5);
    expect(theirs.lossSum / count).toBeCloseTo(expected, 5);
    for (const [name, sum] of Object.entries(ours.sums)) expect(theirs.sums[name]).toBeCloseTo(sum, 4);
  }
  await inTfjs.download();
  expect(largestGap(session.weights(), oracle.weights()).gap).toBeLessThan(1e-5);
  expect(largestGap(inTfjs.weights(), oracle.weights()).gap).toBeLessThan(1e-5);
  expect(largestGap(session.weights(), before).gap).toBeGreaterThan(1e-3);
  await session.release();
  await inTfjs.release();
});

test("what an epoch tells is what the exported model scores, in the target's unit", async () => {
  const train = brightnesses(60, 1);
  const validation = brightnesses(25, 2);
  const settings = hyperParameters.parse({ epochs: 8, batchSize: 8, learningRate: 0.01, loss: "huber" });
  const outcome = await onnxEngine.train({
    graph: GRAPH,
    hyperParameters: settings,
    target: TARGET,
    imageShape: SHAPE,
    train,
    validation,
    threads: 1,
  });
  const scored = await evaluate({
    model: outcome.model,
    split: validation,
    imageShape: SHAPE,
    target: TARGET,
    trainTargets: train.targets,
    loss: settings.loss,
    threads: 1,
  });
  const evaluation = scored.evaluation as RegressionEvaluation;
  const told = outcome.epochs[outcome.bestEpoch - 1]?.validation;
  for (const name of ["rmse", "mae", "r2"] as const) {
    expect(evaluation[name] / (told?.[name] ?? Number.NaN)).toBeCloseTo(1, 3);
  }
  expect(evaluation.rmse).toBeLessThan(evaluation.baseline.rmse / 2);
  const mean = train.targets.reduce((sum, value) => sum + value, 0) / train.count;
  expect(evaluation.baseline.mean).toBeCloseTo(mean, 2);

  // Targets far from 0 and far apart: without their scale, eight epochs would not even reach 2000.
  const session = await ModelSession.open(outcome.model, { threads: 1 });
  const { value } = await session.infer(validation.images, validation.count, SHAPE);
  await session.release();
  expect(Math.abs((value?.[3] ?? Number.NaN) - (validation.targets[3] ?? 0))).toBeLessThan(200);
  expect(scored.mistakes).toHaveLength(24);
});

function channelsFirst(images: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(images.length);
  const size = images.length / count;
  for (let i = 0; i < count; i++) {
    const offset = i * size;
    copyImage({ values: images, offset }, { values: bytes, offset }, { shape: SHAPE });
  }
  return bytes;
}
