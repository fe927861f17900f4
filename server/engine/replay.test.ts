import { classifyingBy } from "./objectives/classification.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { beforeAll, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { objectiveOf } from "./objectives/index.ts";
import { replay } from "./replay.ts";
import { largestGap } from "./testing/largest-gap.ts";
import { randomSplit } from "./testing/random-batch.ts";
import { TfjsOracle } from "./testing/tfjs-oracle.ts";
import { initialWeights } from "./weights/initial-weights.ts";
import { planNetwork } from "./weights/network-plan.ts";
import { withoutChance } from "./weights/without-chance.ts";

beforeAll(() => TfjsOracle.prepare());

const SHAPE = [6, 6, 3] as const;
const [CLASSES, STEPS, BATCH] = [3, 5, 4];
const SETTINGS = hyperParameters.parse({ optimizer: "sgd", learningRate: 0.05, seed: 3 });

const PLAN = planNetwork(
  chainGraph(
    [
      { type: "RandomFlip" },
      { type: "GaussianNoise", settings: { stddev: 0.5 } },
      { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3] } },
      { type: "BatchNormalization" },
      { type: "SpatialDropout2D", settings: { rate: 0.5 } },
      { type: "Flatten" },
      { type: "Dense", settings: { units: CLASSES } },
      { type: "Dropout", settings: { rate: 0.5 } },
    ],
    [...SHAPE],
  ),
  { inputShape: SHAPE, target: numberedClasses(CLASSES) },
);
const OFF = withoutChance(PLAN, ["dropout", "noise", "augmentation"]);
const SPLIT = randomSplit(STEPS * BATCH, { shape: SHAPE, classes: CLASSES, seed: 1 });
const TASK = {
  plan: PLAN,
  hyperParameters: SETTINGS,
  learningRates: Array.from({ length: STEPS }, () => SETTINGS.learningRate),
  objective: classifyingBy(PLAN.target, { labelSmoothing: 0, classWeights: null }),
  weights: initialWeights(PLAN, 1),
  x: Float32Array.from(SPLIT.images, (byte) => byte / 255),
  y: Int32Array.from(SPLIT.targets),
  threads: 1,
};

test("without chance it takes the steps of TensorFlow.js, and moves the statistics", async () => {
  const { losses, weights } = await replay({ ...TASK, plan: OFF });
  const oracle = new TfjsOracle(OFF, TASK.weights, { ...SETTINGS, classWeights: null });
  const pixels = SPLIT.images.length / STEPS;
  for (const [step, loss] of losses.entries()) {
    const expected = oracle.step({
      images: SPLIT.images.subarray(step * pixels, (step + 1) * pixels),
      labels: TASK.y.slice(step * BATCH, (step + 1) * BATCH),
      drawn: [],
    });
    expect(Math.abs(loss - expected)).toBeLessThan(1e-5);
  }
  expect(largestGap(weights, oracle.weights()).gap).toBeLessThan(1e-5);
  const key = "batch_normalization/moving_mean";
  expect(weights.get(key)).not.toEqual(TASK.weights.get(key));
});

test("layers that are off are gone, and what they read is read past them", () => {
  expect(OFF.layers.map(({ name, inputs }) => `${name} <- ${inputs.join()}`)).toEqual([
    "input <- ",
    "conv2d <- input",
    "batch_normalization <- conv2d",
    "flatten <- batch_normalization",
    "dense <- flatten",
    "output <- dense",
  ]);
  const withDropout = withoutChance(PLAN, ["noise", "augmentation"]);
  expect(withDropout.layers.map(({ name }) => name)).toContain("spatial_dropout2d");
  expect(withDropout.layers.map(({ name }) => name)).not.toContain("random_flip");
});

test("with chance, the seed alone decides", async () => {
  const lossesOf = async (seed: number) =>
    (await replay({ ...TASK, hyperParameters: { ...SETTINGS, seed } })).losses;
  const [first, again, other] = [await lossesOf(1), await lossesOf(1), await lossesOf(2)];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("each step has a learning rate of its own", async () => {
  const stopped = await replay({ ...TASK, plan: OFF, learningRates: [0.05, 0, 0, 0, 0] });
  const one = await replay({
    ...TASK,
    plan: OFF,
    learningRates: [0.05],
    x: TASK.x.slice(0, TASK.x.length / STEPS),
    y: TASK.y.slice(0, BATCH),
  });
  expect(one.losses[0]).toBe(stopped.losses[0]);
  // Momentum carries on at rate 0, as it does in Keras.
  expect(largestGap(stopped.weights, one.weights).gap).toBeGreaterThan(0);
});

test("a loss that is no number names the step", async () => {
  const learningRates = TASK.learningRates.map(() => 1e30);
  await expect(replay({ ...TASK, plan: OFF, learningRates })).rejects.toMatchObject({
    code: "NOT_FINITE",
    message: expect.stringMatching(/step \d/),
  });
});

test("windows of a time series take the steps of TensorFlow.js", async () => {
  const shape = [8, 2] as const;
  const layers: ChainLayer[] = [
    { type: "Conv1D", settings: { filters: 4, kernelSize: 3, padding: "causal", activation: "tanh" } },
    { type: "MaxPooling1D", settings: { poolSize: 2 } },
    { type: "Conv1D", settings: { filters: 3, kernelSize: 2, strides: 2 } },
    { type: "GlobalAveragePooling1D" },
    { type: "Dense", settings: { units: 1 } },
  ];
  const target = { task: "regression", quantity: "Load", unit: "MW" } as const;
  const plan = planNetwork(chainGraph(layers, shape), { inputShape: shape, target });
  const { images } = randomSplit(STEPS * BATCH, { shape: [1, ...shape], classes: 2, seed: 4 });
  const y = Float32Array.from({ length: STEPS * BATCH }, (_, at) => Math.sin(at));
  const weights = initialWeights(plan, 1);
  const { losses, weights: after } = await replay({
    ...TASK,
    plan,
    objective: objectiveOf({ target, hyperParameters: SETTINGS, trainTargets: null }),
    weights,
    x: Float32Array.from(images, (byte) => byte / 255),
    y,
  });
  const oracle = new TfjsOracle(plan, weights, { ...SETTINGS, classWeights: null });
  const numbers = images.length / STEPS;
  for (const [step, loss] of losses.entries()) {
    const expected = oracle.step({
      images: images.subarray(step * numbers, (step + 1) * numbers),
      labels: y.slice(step * BATCH, (step + 1) * BATCH),
      drawn: [],
    });
    expect(Math.abs(loss - expected)).toBeLessThan(1e-5);
  }
  expect(largestGap(after, oracle.weights()).gap).toBeLessThan(1e-5);
});
