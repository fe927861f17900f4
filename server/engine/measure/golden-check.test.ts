import { expect, test } from "vitest";
import type { Engine } from "../engine.ts";
import { GOLDEN_TOLERANCE, goldenCheck } from "./golden-check.ts";
import { onnxEngine } from "../onnx/onnx-engine.ts";

test("the ONNX engine computes the recorded losses and probabilities", async () => {
  const check = await goldenCheck(onnxEngine);
  expect(check.largestDifference).toBeLessThan(GOLDEN_TOLERANCE);
  expect(check.isGood).toBe(true);
});

test("an engine that trains with another learning rate is not good", async () => {
  const slow: Engine = {
    name: "slow",
    train: (task) =>
      onnxEngine.train({ ...task, hyperParameters: { ...task.hyperParameters, learningRate: 0.002 } }),
  };
  expect((await goldenCheck(slow)).isGood).toBe(false);
});

test("an engine whose losses are not numbers is not good", async () => {
  const broken: Engine = {
    name: "broken",
    train: async (task) => {
      const outcome = await onnxEngine.train(task);
      const broken = { loss: Number.NaN };
      const epochs = outcome.epochs.map((epoch) => ({ ...epoch, train: { ...epoch.train, ...broken } }));
      return { ...outcome, epochs };
    },
  };
  expect((await goldenCheck(broken)).isGood).toBe(false);
});
