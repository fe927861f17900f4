import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import type { TrainOutcome, TrainTask } from "../engine.ts";
import { onnxEngine } from "../onnx/onnx-engine.ts";
import type { ImageShape } from "../split.ts";
import { randomSplit } from "../testing/random-batch.ts";
import { estimateTraining } from "../onnx/cost/estimate-training.ts";
import { createTfjsEngine } from "../tfjs/tfjs-engine.ts";
import { planNetwork } from "../weights/network-plan.ts";
import type { FeatureStore } from "./feature-file.ts";
import { frozenPart } from "./frozen-part.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-features-"));
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
});
afterAll(() => rm(folder, { recursive: true }));

const imageShape: ImageShape = [8, 8, 3];
const target = numberedClasses(3);
const conv = (trainable: boolean): ChainLayer => ({
  type: "Conv2D",
  settings: { filters: 4, kernelSize: [3, 3], activation: "relu", trainable },
});
const still: ChainLayer = { type: "BatchNormalization", settings: { trainable: false } };
const head: ChainLayer[] = [{ type: "Dropout" }, { type: "Dense", settings: { units: 3 } }];
const NETWORKS = {
  vector: chainGraph([conv(false), still, { type: "GlobalAveragePooling2D" }, ...head], [8, 8, 3]),
  map: chainGraph([conv(false), still, conv(true), { type: "Flatten" }, ...head], [8, 8, 3]),
};

type Told = { done: number[] };

function task(graph: TrainTask["graph"], changes: Partial<TrainTask> = {}): TrainTask {
  return {
    graph,
    target,
    imageShape,
    hyperParameters: hyperParameters.parse({ epochs: 3, batchSize: 16, learningRate: 0.01 }),
    train: randomSplit(70, { shape: imageShape, classes: 3, seed: 1 }),
    validation: randomSplit(40, { shape: imageShape, classes: 3, seed: 2 }),
    threads: 1,
    ...changes,
  };
}

function stored(name: string, told: Told = { done: [] }, maxBytes = 2 ** 30) {
  const featureStore: FeatureStore = {
    folder: join(folder, name),
    maxBytes,
    hasRoom: async () => true,
  };
  return { featureStore, onFeatures: (done: number) => void told.done.push(done) };
}

const lossesOf = ({ epochs }: TrainOutcome) =>
  epochs.flatMap(({ train, validation }) => [train.loss, validation.loss]);
const gapOf = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));

describe.each(Object.entries(NETWORKS))("a frozen part that gives a %s", (name, graph) => {
  test("trains to the same losses and weights, whether each step works it out or it is kept, in both engines", async () => {
    const plain = await onnxEngine.train(task(graph));
    const told: Told = { done: [] };
    const kept = await onnxEngine.train(task(graph, stored(name, told)));
    expect(gapOf(lossesOf(kept), lossesOf(plain))).toBeLessThan(1e-4);
    for (const [key, values] of plain.weights) {
      expect(gapOf([...values], [...(kept.weights.get(key) ?? [])])).toBeLessThan(1e-3);
    }
    expect(told.done.length).toBeGreaterThan(0);
    const again: Told = { done: [] };
    const other = await createTfjsEngine(tf).train(task(graph, stored(name, again)));
    expect(again.done).toEqual([]);
    expect(gapOf(lossesOf(other), lossesOf(plain))).toBeLessThan(1e-3);
  });

  test("a training that stopped goes on from its checkpoint with or without", async () => {
    let checkpoint: Uint8Array | undefined;
    const whole = await onnxEngine.train(
      task(graph, {
        ...stored(name),
        onEpoch: (epoch) => {
          if (epoch.metrics.epoch === 2) checkpoint = epoch.checkpoint();
        },
      }),
    );
    for (const how of [stored(name), {}]) {
      const resumed = await onnxEngine.train(
        task(graph, { ...how, ...(checkpoint && { resumeFrom: checkpoint }) }),
      );
      expect(gapOf(lossesOf(resumed), lossesOf(whole))).toBeLessThan(1e-4);
    }
  });
});

test("an estimate has epochs of what learns, and what is frozen once", () => {
  const estimate = (changes: object) =>
    estimateTraining(
      {
        graph: NETWORKS.vector,
        hyperParameters: hyperParameters.parse({ batchSize: 16, ...changes }),
        imageShape,
        target,
        counts: { train: 70, validation: 40, test: 40 },
      },
      { threads: 1, blockSize: 16 },
    );
  const [once, eachStep] = [estimate({}), estimate({ flipHorizontal: true })];
  expect(once.onceSeconds).toBeGreaterThan(0);
  expect(eachStep.onceSeconds).toBe(0);
  expect(once.epochSeconds).toBeLessThan(eachStep.epochSeconds);
});

test("other weights and other pictures are other features; what was not used for longest makes room", async () => {
  const graph = NETWORKS.vector;
  const bytes = (70 + 40) * 4 * 4;
  const names = async () => (await readdir(join(folder, "bounded"))).length;
  const first = { hyperParameters: hyperParameters.parse({ epochs: 1, seed: 1 }) };
  await onnxEngine.train(task(graph, { ...first, ...stored("bounded", undefined, 2 * bytes) }));
  expect(await names()).toBe(2);
  const other = { hyperParameters: hyperParameters.parse({ epochs: 1, seed: 2 }) };
  await onnxEngine.train(task(graph, { ...other, ...stored("bounded", undefined, 2 * bytes) }));
  expect(await names()).toBe(4);
  const again: Told = { done: [] };
  const pictures = { train: randomSplit(70, { shape: imageShape, classes: 3, seed: 5 }) };
  await onnxEngine.train(task(graph, { ...first, ...pictures, ...stored("bounded", again, 2 * bytes) }));
  expect(again.done.length).toBeGreaterThan(0);
  expect(await names()).toBeLessThanOrEqual(4);
  // Larger than all there may be: each step works it out.
  const none: Told = { done: [] };
  const without = await onnxEngine.train(task(graph, { ...first, ...stored("none", none, 100) }));
  expect(none.done).toEqual([]);
  expect(without.epochs).toHaveLength(1);
});

test.each([
  ["nothing is frozen", [conv(true), ...flat()]],
  ["something learns before it", [conv(true), conv(false), ...flat()]],
  ["chance comes before it", [{ type: "RandomFlip" } as const, conv(false), ...flat()]],
])("there is no frozen part where %s", (_, layers) => {
  const plan = planNetwork(chainGraph(layers, [8, 8, 3]), { inputShape: imageShape, target });
  expect(frozenPart(plan)).toBeNull();
});

function flat(): ChainLayer[] {
  return [{ type: "Flatten" }, ...head];
}
