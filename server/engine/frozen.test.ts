import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import type { TrainTask } from "./engine.ts";
import { onnxEngine } from "./onnx/onnx-engine.ts";
import { randomStream, uniform } from "./random/random-stream.ts";
import type { ImageShape } from "./split.ts";
import { randomSplit } from "./testing/random-batch.ts";
import { createTfjsEngine } from "./tfjs/tfjs-engine.ts";
import { initialWeights } from "./weights/initial-weights.ts";
import { planNetwork } from "./weights/network-plan.ts";
import { startingWeights, type StoredWeights } from "./weights/starting-weights.ts";

beforeAll(async () => {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
});

const imageShape: ImageShape = [6, 6, 3];
const target = numberedClasses(3);
const frozen = { trainable: false };

/** Something to learn below what is frozen, so that gradients go through it, and above. */
const graph = chainGraph(
  [
    { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3] } },
    { type: "BatchNormalization", settings: frozen },
    { type: "DepthwiseConv2D", settings: { ...frozen, kernelSize: [3, 3], depthwiseL2: 0.1 } },
    { type: "BatchNormalization" },
    { type: "PReLU", settings: frozen },
    { type: "Flatten" },
    { type: "Dense", settings: { ...frozen, units: 5 } },
    { type: "BatchNormalization", settings: frozen },
    { type: "Dense", settings: { units: 3 } },
  ],
  [6, 6, 3],
);
const FROZEN = ["batch_normalization/", "depthwise_conv2d/", "p_re_lu/", "dense/", "batch_normalization_2/"];

/** No weight at a value that would hide what is done with it. */
function stored(): StoredWeights {
  const plan = planNetwork(graph, { inputShape: imageShape, target });
  const random = randomStream(3);
  return new Map(
    [...initialWeights(plan, 5)].map(([key, values]) => [
      key,
      {
        shape: plan.weights.find((weight) => weight.key === key)?.shape ?? [],
        data: values.map((value) => value + 0.3 * uniform(random)),
      },
    ]),
  );
}

function task(changes: Partial<TrainTask> = {}): TrainTask {
  return {
    graph,
    target,
    imageShape,
    hyperParameters: hyperParameters.parse({
      epochs: 2,
      batchSize: 8,
      optimizer: "sgd",
      learningRate: 0.01,
      weightDecay: 0.01,
    }),
    train: randomSplit(24, { shape: imageShape, classes: 3, seed: 1 }),
    validation: randomSplit(8, { shape: imageShape, classes: 3, seed: 2 }),
    threads: 1,
    startFrom: stored(),
    ...changes,
  };
}

test("what is frozen stays as it begins, moving statistics too; the rest learns, in both engines alike", async () => {
  const before = stored();
  const [ours, theirs] = [await onnxEngine.train(task()), await createTfjsEngine(tf).train(task())];
  for (const [index, { train, validation }] of ours.epochs.entries()) {
    expect(train.loss).toBeCloseTo(theirs.epochs[index]?.train.loss ?? Number.NaN, 4);
    expect(validation.loss).toBeCloseTo(theirs.epochs[index]?.validation.loss ?? Number.NaN, 4);
  }
  for (const [key, { data }] of before) {
    const isFrozen = FROZEN.some((name) => key.startsWith(name));
    expect({ key, isSame: ours.weights.get(key)?.join() === data.join() }).toEqual({ key, isSame: isFrozen });
  }
});

test("a training begins from what is stored of a layer's name and shapes, and anew where it is not", async () => {
  const plan = planNetwork(graph, { inputShape: imageShape, target });
  const last = [...stored()].filter(([key]) => !key.startsWith("dense_1/"));
  const elsewhere = [...last, ["conv2d/kernel", { shape: [1], data: Float32Array.of(9) }]] as const;
  const still = { hyperParameters: hyperParameters.parse({ epochs: 1, batchSize: 24, learningRate: 1e-7 }) };
  const { weights } = await onnxEngine.train(task({ ...still, startFrom: new Map(elsewhere) }));
  const fresh = initialWeights(plan, 1);
  const near = (key: string, values: Float32Array | undefined) =>
    expect(
      Math.max(...(weights.get(key) ?? []).map((value, i) => Math.abs(value - (values?.[i] ?? 9)))),
    ).toBeLessThan(1e-5);
  near("batch_normalization_1/gamma", stored().get("batch_normalization_1/gamma")?.data);
  near("dense_1/kernel", fresh.get("dense_1/kernel"));
  near("conv2d/kernel", fresh.get("conv2d/kernel"));
});

test("layers that start from stored weights take steps of their own length, in both engines alike", async () => {
  const own = [...stored()].filter(([key]) => !key.startsWith("dense_1/"));
  const train = (engine: typeof onnxEngine, startedRateFactor: number, optimizer: "sgd" | "adam") =>
    engine.train(
      task({
        startFrom: new Map(own),
        hyperParameters: hyperParameters.parse({
          epochs: 1,
          batchSize: 24,
          learningRate: 0.01,
          weightDecay: 0.1,
          optimizer,
          startedRateFactor,
        }),
      }),
    );
  const start = startingWeights(planNetwork(graph, { inputShape: imageShape, target }), 1, new Map(own));
  for (const optimizer of ["sgd", "adam"] as const) {
    const [whole, tenth] = [await train(onnxEngine, 1, optimizer), await train(onnxEngine, 0.1, optimizer)];
    const theirs = await train(createTfjsEngine(tf), 0.1, optimizer);
    // One step: the same gradient.
    const movedOf = ({ weights }: typeof whole, key: string) =>
      [...(weights.get(key) ?? [])].map((value, index) => value - (start.get(key)?.[index] ?? Number.NaN));
    for (const [key, factor] of [
      ["conv2d/kernel", 0.1],
      ["batch_normalization_1/gamma", 0.1],
      ["dense_1/kernel", 1],
    ] as const) {
      const expected = movedOf(whole, key).map((moved) => moved * factor);
      for (const [index, moved] of movedOf(tenth, key).entries()) {
        expect(moved).toBeCloseTo(expected[index] ?? Number.NaN, 5);
        expect(movedOf(theirs, key)[index]).toBeCloseTo(moved, 5);
      }
    }
  }
});
