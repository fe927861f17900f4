import { beforeAll, expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { optimizerName } from "#models/training/hyper-parameters.ts";
import { largestGap, networkPair } from "../../testing/network-pair.ts";
import { TfjsOracle } from "../../testing/tfjs-oracle.ts";

beforeAll(() => TfjsOracle.prepare());

const NETWORK = chainGraph(
  [
    { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3], padding: "same", activation: "relu" } },
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

test.each(optimizerName.options)("ten steps of %s are TensorFlow.js's", async (optimizer) => {
  const pair = await networkPair(NETWORK, {
    imageShape: [10, 9, 3],
    classes: 3,
    hyperParameters: { optimizer, learningRate: optimizer === "sgd" ? 0.05 : 0.01 },
  });
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
