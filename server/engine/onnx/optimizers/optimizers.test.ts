import { beforeAll, expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import {
  type HyperParameters,
  optimizerName,
  type OptimizerName,
} from "#models/training/hyper-parameters.ts";
import { largestGap } from "../../testing/largest-gap.ts";
import { networkPair, type NetworkPair } from "../../testing/network-pair.ts";
import { TfjsOracle } from "../../testing/tfjs-oracle.ts";

beforeAll(() => TfjsOracle.prepare());

const NETWORK = chainGraph(
  [
    // Without a bias: the one before a normalization has no gradient but rounding, which Adam makes steps of.
    {
      type: "Conv2D",
      settings: { filters: 4, kernelSize: [3, 3], padding: "same", activation: "relu", useBias: false },
    },
    { type: "BatchNormalization" },
    { type: "MaxPooling2D" },
    { type: "Conv2D", settings: { filters: 5, kernelSize: [2, 2], strides: [2, 2], activation: "tanh" } },
    { type: "AveragePooling2D", settings: { poolSize: [2, 2], strides: [1, 1] } },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 6, activation: "sigmoid" } },
    { type: "Dense", settings: { units: 3 } },
  ],
  [10, 9, 3],
);

type Settings = Partial<HyperParameters> & { classWeights?: readonly number[] };

function pairWith({ classWeights, ...hyperParameters }: Settings): Promise<NetworkPair> {
  return networkPair(NETWORK, {
    imageShape: [10, 9, 3],
    classes: 3,
    hyperParameters: { learningRate: 0.01, ...hyperParameters },
    ...(classWeights === undefined ? {} : { classWeights }),
  });
}

const SGD = { optimizer: "sgd", learningRate: 0.05 } as const;
/** Rates with which ten steps are enough to learn something. */
const RATE: Partial<Record<OptimizerName, number>> = { sgd: 0.05, adagrad: 0.1 };
const VARIANTS: readonly [string, Settings][] = [
  ...optimizerName.options.map((optimizer): [string, Settings] => [
    optimizer,
    { optimizer, learningRate: RATE[optimizer] ?? 0.01 },
  ]),
  ["sgd without momentum", { ...SGD, learningRate: 0.4, momentum: 0 }],
  ["sgd with Nesterov momentum", { ...SGD, nesterov: true }],
  ["adam with weight decay", { optimizer: "adam", weightDecay: 0.5 }],
  ["sgd with weight decay", { ...SGD, weightDecay: 0.1 }],
  ["adamw with a weight decay of its own", { optimizer: "adamw", weightDecay: 0.5 }],
  ["sgd with clipped gradients", { ...SGD, learningRate: 0.2, globalClipnorm: 0.3 }],
  ["adagrad with clipped gradients", { optimizer: "adagrad", learningRate: 0.1, globalClipnorm: 0.3 }],
  ["label smoothing", { labelSmoothing: 0.2 }],
  ["class weights", { classWeights: [0.5, 1, 3] }],
  ["label smoothing with class weights", { ...SGD, labelSmoothing: 0.1, classWeights: [2, 0.25, 1] }],
];

test.each(VARIANTS)("ten steps of %s are TensorFlow.js's", async (_, settings) => {
  const pair = await pairWith(settings);
  const losses: number[] = [];
  for (let step = 1; step <= 10; step++) {
    const loss = await pair.step(step);
    expect(Math.abs(loss - pair.oracleStep())).toBeLessThan(1e-3);
    losses.push(loss);
  }
  expect(losses.at(-1)!).toBeLessThan(0.9 * losses[0]!);
  expect(largestGap(pair.session.weights(), pair.oracle.weights()).gap).toBeLessThan(1e-3);
  await pair.session.release();
});

test("each variant steps elsewhere than the one without it", async () => {
  const after = async (settings: Settings) => {
    const { step, session } = await pairWith(settings);
    for (let count = 1; count <= 3; count++) await step(count);
    await session.release();
    return session.weights();
  };
  const adam = await after({});
  const sgd = await after(SGD);
  for (const [name, settings] of VARIANTS.slice(1)) {
    const plain = settings.optimizer === "sgd" ? sgd : adam;
    if (settings.optimizer === "sgd" && Object.keys(settings).length === 2) continue;
    const { gap } = largestGap(await after(settings), plain);
    expect({ name, moves: gap > 1e-4 }).toEqual({ name, moves: true });
  }
});
