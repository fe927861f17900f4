import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { parseSettings } from "#models/graph/parse-settings.ts";
import { blobSource } from "#models/interchange/file/byte-source.ts";
import { presetById } from "#models/presets/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { resized } from "../../export/testing.ts";
import { exportModel } from "../../onnx/graph/export-model.ts";
import { GraphBuilder } from "../../onnx/graph/graph-builder.ts";
import { ModelSession } from "../../onnx/session/model-session.ts";
import { randomStream, uniform } from "../../random/random-stream.ts";
import type { ImageShape } from "../../split.ts";
import { initialWeights } from "../../weights/initial-weights.ts";
import { planNetwork } from "../../weights/network-plan.ts";
import { startingWeights } from "../../weights/starting-weights.ts";
import { readNetworkFile } from "../read-network-file.ts";

const SHAPE: ImageShape = [16, 16, 3];
const reading = (bytes: Uint8Array) => readNetworkFile(blobSource(new Blob([Uint8Array.from(bytes)])));

/** A graph of standard operators, channels first, whose weights are drawn. */
class Drawn {
  readonly graph = new GraphBuilder();
  readonly #random = randomStream(8);
  #count = 0;

  weight(dims: readonly number[], name = `layer.${this.#count++}.weight`): string {
    const length = dims.reduce((product, side) => product * side, 1);
    return this.graph.initializer(
      name,
      Float32Array.from({ length }, () => uniform(this.#random) - 0.5),
      dims,
    );
  }

  conv(input: string, dims: readonly number[], attributes: Parameters<GraphBuilder["node"]>[2] = {}): string {
    return this.graph.node("Conv", [input, this.weight(dims), this.weight([dims[0] ?? 1])], attributes);
  }

  finish(value: string, length: number): Uint8Array {
    this.graph.output("answer", value, { type: "float32", dims: ["batch", length] });
    return this.graph.encode("drawn");
  }
}

function network(build: (drawn: Drawn, input: string) => string, length: number): Uint8Array {
  const drawn = new Drawn();
  return drawn.finish(build(drawn, drawn.graph.input("input", "float32", ["batch", 3, 16, 16])), length);
}

/** Both answer the same picture: the file by ONNX Runtime, and what was made of it. */
async function answers(bytes: Uint8Array, shape = SHAPE) {
  const read = await reading(bytes);
  if (!read.ok || read.weights === null) throw new Error(read.ok ? "It has no weights" : read.reason);
  const random = randomStream(3);
  const images = Uint8Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random() % 256);
  const theirs = await InferenceSession.create(Uint8Array.from(bytes));
  const [name = ""] = theirs.inputNames;
  const planes = new Float32Array(images.length);
  const pixels = shape[0] * shape[1];
  for (let at = 0; at < images.length; at++) {
    const place = (at % shape[2]) * pixels + Math.floor(at / shape[2]);
    planes[place] = (images[at] ?? 0) / 255;
  }
  const outputs = await theirs.run({
    [name]: new Tensor("float32", planes, [1, shape[2], shape[0], shape[1]]),
  });
  const expected = Object.values(outputs)[0]?.data as Float32Array;
  await theirs.release();
  const plan = planNetwork(read.graph, { inputShape: shape, target: numberedClasses(expected.length) });
  const session = await ModelSession.open(exportModel(plan, startingWeights(plan, 1, read.weights)), {
    threads: 1,
  });
  const { logits = new Float32Array() } = await session.infer(images, 1, shape);
  await session.release();
  return { read, expected, logits };
}

function typesOf(graph: { nodes: readonly { type: string }[] }): string[] {
  return graph.nodes.map(({ type }) => type);
}

test("every operator becomes blocks that give ONNX Runtime's numbers", async () => {
  const bytes = network((drawn, input) => {
    const { graph } = drawn;
    const strided = drawn.conv(input, [8, 3, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] });
    const [scale, bias, mean] = [drawn.weight([8]), drawn.weight([8]), drawn.weight([8])];
    const variance = graph.floats(Array.from({ length: 8 }, (_, index) => 0.5 + index / 8));
    const normal = graph.node("BatchNormalization", [strided, scale, bias, mean, variance], {
      epsilon: { float: 1e-5 },
    });
    const kept = graph.node("Relu", [normal]);
    const pooled = graph.node("MaxPool", [kept], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 1, 1, 1],
    });
    const slopes = drawn.weight([16, 1, 1]);
    const deep = graph.node("PRelu", [
      drawn.conv(pooled, [16, 1, 3, 3], { group: 8, pads: [1, 1, 1, 1] }),
      slopes,
    ]);
    const grouped = drawn.conv(deep, [8, 8, 1, 1], { group: 2 });
    const gate = graph.node(
      "HardSigmoid",
      [drawn.conv(graph.node("GlobalAveragePool", [grouped]), [8, 8, 1, 1])],
      {
        alpha: { float: 1 / 6 },
      },
    );
    const squeezed = graph.node("Mul", [grouped, gate]);
    const silu = graph.node("Mul", [squeezed, graph.node("Sigmoid", [squeezed])]);
    const joined = graph.node("Concat", [graph.node("Add", [silu, pooled]), pooled], { axis: 1 });
    const painted = graph.node("ConvTranspose", [joined, drawn.weight([16, 4, 3, 3])], {
      strides: [2, 2],
      pads: [1, 1, 1, 1],
      output_padding: [1, 1],
    });
    const scaled = graph.node("Mul", [
      graph.node("Add", [painted, drawn.weight([4, 1, 1])]),
      drawn.weight([1, 4, 1, 1]),
    ]);
    const mean2 = graph.node("AveragePool", [scaled], {
      kernel_shape: [3, 3],
      pads: [1, 1, 1, 1],
      count_include_pad: 1,
    });
    const clipped = graph.node("Clip", [mean2, graph.scalar(0), graph.scalar(6)]);
    const twice = graph.node("Resize", [clipped, "", graph.floats([1, 1, 2, 2])], {
      mode: "nearest",
      coordinate_transformation_mode: "asymmetric",
      nearest_mode: "floor",
    });
    const cut = graph.node("MaxPool", [twice], { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 });
    // As PyTorch flattens: of the shape, the batch, and what is left.
    const batch = graph.node("Unsqueeze", [
      graph.node("Gather", [graph.node("Shape", [cut]), graph.ints([0], [])]),
      graph.ints([0]),
    ]);
    const flat = graph.node("Reshape", [cut, graph.node("Concat", [batch, graph.ints([-1])], { axis: 0 })]);
    const dense = graph.node("Gemm", [flat, drawn.weight([7, 256]), drawn.weight([7])], { transB: 1 });
    const leaky = graph.node("LeakyRelu", [dense], { alpha: { float: 0.1 } });
    return graph.node("Add", [graph.node("MatMul", [leaky, drawn.weight([7, 5])]), drawn.weight([5])]);
  }, 5);
  const { read, expected, logits } = await answers(bytes);
  for (const [index, value] of logits.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 4);
  expect(new Set(expected.map((each) => Math.round(each * 1e3))).size).toBeGreaterThan(3);
  const types = typesOf(read.graph);
  expect(types).toContain("DepthwiseConv2D");
  expect(read.graph.nodes.some(({ settings }) => settings.activation === "silu")).toBe(true);
  expect(read.graph.nodes.every((node) => parseSettings(node).ok)).toBe(true);
  expect(read.graph.nodes.map(({ name }) => name)).toContain("layer_0");
});

test.each(["lecture-cnn", "mobilenet-small", "resnet-small", "inception-small"])(
  "what a run of %s leaves as ONNX is its network again",
  async (id) => {
    const preset = presetById(id);
    if (preset === undefined) throw new Error(`There is no ${id}`);
    const shape: ImageShape = [32, 32, 3];
    const plan = planNetwork(resized(preset.graph, shape), {
      inputShape: shape,
      target: numberedClasses(10),
    });
    const values = initialWeights(plan, 4);
    const read = await reading(exportModel(plan, values));
    if (!read.ok || read.weights === null) throw new Error(read.ok ? "It has no weights" : read.reason);
    const again = planNetwork(read.graph, { inputShape: shape, target: numberedClasses(10) });
    const images = Uint8Array.from({ length: 32 * 32 * 3 }, (_, index) => (index * 7919) % 256);
    const logits = await Promise.all(
      [exportModel(plan, values), exportModel(again, startingWeights(again, 9, read.weights))].map(
        async (model) => {
          const session = await ModelSession.open(model, { threads: 1 });
          const answer = await session.infer(images, 1, shape);
          await session.release();
          return [...(answer.logits ?? [])];
        },
      ),
    );
    const [own = [], read2 = []] = logits;
    for (const [index, value] of read2.entries()) expect(value).toBeCloseTo(own[index] ?? Number.NaN, 4);
  },
);

const refused: [string, RegExp, Uint8Array][] = [
  [
    "an operator that no block is",
    /Einsum_\d+ \(Einsum\): the operator Einsum/,
    network((drawn, input) => drawn.graph.node("Einsum", [input], { equation: "abcd->ab" }), 3),
  ],
  [
    "a clip to other numbers",
    /keeps values between 0 and 1, expected/,
    network(({ graph }, input) => graph.node("Clip", [input, graph.scalar(0), graph.scalar(1)]), 3),
  ],
  [
    "padding that wins",
    /never negative/,
    network(
      ({ graph }, input) =>
        graph.node("MaxPool", [input], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
      3,
    ),
  ],
  [
    "a kernel out of bounds",
    /^layer_0: kernelSize: /,
    network((drawn, input) => drawn.conv(input, [2, 3, 16, 16]), 2),
  ],
  [
    "weights that are none",
    /layer_0: its kernel holds numbers that are infinite or none/,
    network(
      ({ graph }, input) =>
        graph.node("Conv", [
          input,
          graph.initializer("layer_0.weight", new Float32Array(3).fill(Number.NaN), [1, 3, 1, 1]),
        ]),
      1,
    ),
  ],
  [
    "another kernel than arrives",
    /takes 4 channels, 3 arrive/,
    network((drawn, input) => drawn.conv(input, [2, 4, 1, 1]), 2),
  ],
  [
    "rows before columns",
    /takes channels, rows and columns apart/,
    network(({ graph }, input) => graph.node("Reshape", [input, graph.ints([0, 6, 8, 16])]), 6),
  ],
];

test.each(refused)("%s is refused with the operator's or the layer's name", async (_, reason, bytes) => {
  expect(await reading(bytes)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});

test("of several outputs the last is kept where the others lie on the way to it, and softmax is Output's", async () => {
  const drawn = new Drawn();
  const { graph } = drawn;
  const input = graph.input("input", "float32", ["batch", 16, 16, 3]);
  const first = graph.node("Transpose", [input], { perm: [0, 3, 1, 2] });
  const map = drawn.conv(first, [4, 3, 3, 3]);
  graph.output("map", map, { type: "float32", dims: ["batch", 4, 14, 14] });
  const pooled = graph.node("ReduceMean", [map, graph.ints([2, 3])], { keepdims: 0 });
  const read = await reading(drawn.finish(graph.node("Softmax", [pooled]), 4));
  if (!read.ok) throw new Error(read.reason);
  expect(typesOf(read.graph)).toEqual(["Input", "Conv2D", "GlobalAveragePooling2D", "Output"]);
  expect(read.graph.nodes[0]?.settings).toEqual({ shape: [16, 16, 3] });
  expect(read.notes).toContain("Left out: the output map, which lies on the way to the last one");
  const apart = new Drawn();
  const other = apart.graph.input("input", "float32", ["batch", 3, 16, 16]);
  apart.graph.output("left", apart.conv(other, [1, 3, 1, 1]), {
    type: "float32",
    dims: ["batch", 1, 16, 16],
  });
  expect(await reading(apart.finish(apart.conv(other, [2, 3, 1, 1]), 2))).toEqual({
    ok: false,
    reason: expect.stringMatching(/2 outputs \(left, answer\)/),
  });
});

test.each([
  ["cut off", (bytes: Uint8Array) => bytes.subarray(0, 200), /no ONNX file, or a damaged one|not all there/],
  ["no graph", () => Uint8Array.of(8, 8, 18, 1, 65), /no ONNX file/],
  [
    "a negative length",
    () => Uint8Array.of(8, 8, 58, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1),
    /no ONNX file/,
  ],
])("%s: told in words", async (_, change, reason) => {
  const bytes = network((drawn, input) => drawn.conv(input, [2, 3, 1, 1]), 2);
  expect(await reading(change(bytes))).toEqual({ ok: false, reason: expect.stringMatching(reason) });
});
