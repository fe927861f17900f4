import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import type { TrainTask } from "./engine.ts";
import { bytesOf } from "./inputs.ts";
import { memorySplit } from "./memory-split.ts";
import { onnxEngine } from "./onnx/onnx-engine.ts";
import { randomStream, uniform } from "./random/random-stream.ts";
import { evaluate } from "./score/evaluate.ts";
import { predict } from "./score/predict.ts";
import { createTfjsEngine } from "./tfjs/tfjs-engine.ts";

const TARGET = { task: "regression", quantity: "Load", unit: "MW" } as const;
const SHAPE = [12, 2] as const;

/** Windows of noise; the target is a sum of two moments of them, in hundreds. */
function windows(count: number, seed: number) {
  const random = randomStream(seed);
  const inputs = new Float32Array(count * 24).map(() => 2 * uniform(random) - 1);
  const targets = new Float32Array(count).map(
    (_, at) => 500 + 100 * ((inputs[at * 24 + 22] ?? 0) - 2 * (inputs[at * 24 + 1] ?? 0)),
  );
  return { ...memorySplit({ images: bytesOf(inputs), targets }), inputs };
}

const graph = chainGraph(
  [
    { type: "Conv1D", settings: { filters: 6, kernelSize: 3, padding: "causal", activation: "tanh" } },
    { type: "MaxPooling1D", settings: { poolSize: 2 } },
    { type: "Dropout", settings: { rate: 0.1 } },
    { type: "BatchNormalization" },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 1 } },
  ],
  SHAPE,
);

function task(changes: object = {}): TrainTask {
  return {
    graph,
    target: TARGET,
    imageShape: SHAPE,
    train: windows(256, 1),
    validation: windows(64, 2),
    hyperParameters: hyperParameters.parse({ epochs: 2, batchSize: 32, learningRate: 0.01, ...changes }),
    threads: 1,
  };
}

test("both engines train windows of a time series to the same losses", async () => {
  await tf.setBackend("cpu");
  const [ours, theirs] = [await onnxEngine.train(task()), await createTfjsEngine(tf).train(task())];
  for (const [at, { train, validation }] of ours.epochs.entries()) {
    expect(train.loss).toBeCloseTo(theirs.epochs[at]?.train.loss ?? Number.NaN, 4);
    expect(validation.loss).toBeCloseTo(theirs.epochs[at]?.validation.loss ?? Number.NaN, 4);
  }
});

test("what it learns is scored and asked in the target's unit, and the flips of pictures leave time alone", async () => {
  const trained = await onnxEngine.train(task({ epochs: 40 }));
  const flipped = await onnxEngine.train(task({ epochs: 40, flipHorizontal: true, flipVertical: true }));
  expect(flipped.epochs.map(({ train }) => train)).toEqual(trained.epochs.map(({ train }) => train));
  const test = windows(64, 3);
  const { evaluation } = await evaluate({
    model: trained.model,
    split: test,
    imageShape: SHAPE,
    target: TARGET,
    trainTargets: task().train.targets,
    loss: null,
    threads: 1,
  });
  const answers = await predict({ model: trained.model, images: test.inputs, imageShape: SHAPE });
  const errors = answers.map(([answer = Number.NaN], at) => answer - (test.targets[at] ?? 0));
  const rmse = Math.hypot(...errors) / Math.sqrt(errors.length);
  const mean = test.targets.reduce((sum, value) => sum + value, 0) / test.count;
  const spread = Math.hypot(...[...test.targets].map((value) => value - mean)) / Math.sqrt(test.count);
  expect(Number(evaluation["rmse"])).toBeCloseTo(rmse, 3);
  expect(rmse).toBeLessThan(spread / 2);
});
