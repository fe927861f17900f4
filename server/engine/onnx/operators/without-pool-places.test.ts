import { Tensor } from "onnxruntime-node";
import { beforeAll, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { largestGap } from "../../testing/largest-gap.ts";
import { networkPair } from "../../testing/network-pair.ts";
import { TfjsOracle } from "../../testing/tfjs-oracle.ts";
import type { ImageShape } from "../../split.ts";
import { createSession } from "../session/create-session.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { PORTABLE } from "../session/target.ts";
import { emitMaxPoolGradient } from "./emit-max-pool-gradient.ts";
import { windowGeometry } from "./window-padding.ts";

beforeAll(() => TfjsOracle.prepare());

const SHAPE: ImageShape = [7, 6, 3];

/** Graphs as a GPU gets them, on the CPU: what differs is what layers may ask for. */
const target = { ...PORTABLE, hasPoolPlaces: false };

const POOLINGS = [
  { poolSize: [2, 2] },
  { poolSize: [2, 2], padding: "same" },
  { poolSize: [3, 3] },
  { poolSize: [3, 2], padding: "same" },
  { poolSize: [3, 3], strides: [2, 2], padding: "same" },
  { poolSize: [3, 3], strides: [1, 1], padding: "same" },
  { poolSize: [2, 3], strides: [1, 2] },
  { poolSize: [2, 2], strides: [3, 3] },
];

/** A ReLU below gives many zeros: windows full of ties, at padded edges as well. */
const BELOW: ChainLayer = {
  type: "Conv2D",
  settings: { filters: 3, kernelSize: [2, 2], padding: "same", activation: "relu" },
};

test.each(POOLINGS)("MaxPooling2D %o sends gradients where TensorFlow.js does", async (settings) => {
  const layers: ChainLayer[] = [
    BELOW,
    { type: "MaxPooling2D", settings },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 4 } },
  ];
  const pair = await networkPair(chainGraph(layers, [...SHAPE]), {
    imageShape: SHAPE,
    classes: 4,
    hyperParameters: { optimizer: "sgd", learningRate: 1, momentum: 0 },
    target,
  });
  expect(Math.abs((await pair.step(1)) - pair.oracleStep())).toBeLessThan(1e-5);
  const after = pair.session.weights();
  expect(largestGap(after, pair.before).gap).toBeGreaterThan(1e-3);
  expect(largestGap(after, pair.oracle.weights()).gap).toBeLessThan(1e-4);
  await pair.session.release();
});

/** Zeros everywhere, as padding is; each window sends back another number. */
test.each([
  { name: "tiles", side: 4, pool: 2, strides: 2, same: false, expected: { 0: 1, 2: 2, 8: 3, 10: 4 } },
  {
    name: "overlapping windows",
    side: 3,
    pool: 2,
    strides: 1,
    same: false,
    expected: { 0: 1, 1: 2, 3: 3, 4: 4 },
  },
  { name: "windows over padding", side: 2, pool: 3, strides: 1, same: true, expected: { 0: 10 } },
])("of equal pixels the first receives the gradient: $name", async (windows) => {
  const { side, pool, strides, same, expected } = windows;
  const geometry = windowGeometry([side, side, 1], [2, 2, 1], {
    size: [pool, pool],
    strides: [strides, strides],
    padding: same ? "same" : "valid",
  });
  const graph = new GraphBuilder(target);
  const input = graph.input("input", "float32", ["batch", 1, side, side]);
  const names = ["pooled", "gradient"].map((name) => graph.input(name, "float32", ["batch", 1, 2, 2]));
  const [pooled = "", gradient = ""] = names;
  const result = emitMaxPoolGradient(graph, { input, pooled, gradient, geometry });
  graph.output("result", result, { type: "float32", dims: ["batch", 1, side, side] });
  const session = await createSession(graph.encode("ties"), { threads: 1 });
  const tensor = (values: number[], length: number) =>
    new Tensor("float32", Float32Array.from(values), [1, 1, length, length]);
  const outputs = await session.run({
    input: tensor(
      Array.from({ length: side * side }, () => 0),
      side,
    ),
    pooled: tensor([0, 0, 0, 0], 2),
    gradient: tensor([1, 2, 3, 4], 2),
  });
  const received = Array.from(
    { length: side * side },
    (_, i) => (expected as Record<number, number>)[i] ?? 0,
  );
  expect([...((outputs["result"]?.data ?? []) as Float32Array)]).toEqual(received);
  await session.release();
});
