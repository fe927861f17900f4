import { expect, test } from "vitest";
import { tinyDetector } from "#server/vision/testing/tiny-detector.ts";
import { encodeModel } from "../onnx/graph/proto/encode-model.ts";
import { ProtobufWriter } from "../onnx/graph/proto/protobuf-writer.ts";
import { describeNetwork } from "./describe-network.ts";
import { VisionNetwork } from "./vision-network.ts";

const rows = Array.from({ length: 6 }, () => [1, 1, 1, 1, 1, 1, 1]);

test("a detector is told by its output and its metadata", async () => {
  const metadata = { names: "{0: 'cat', 1: 'dog'}", license: "MIT" };
  expect(await describeNetwork(tinyDetector({ rows, metadata }))).toMatchObject({
    task: "detection",
    form: "classes-by-anchor",
    classes: ["cat", "dog"],
    input: { width: 32, height: 32 },
    licence: "MIT",
  });
});

/** As a file that keeps its weights elsewhere says it: TensorProto.data_location. */
function withExternalData(model: Uint8Array, location: number | bigint = 1): Uint8Array {
  const tensor = new ProtobufWriter().integer(1, 1).integer(2, 1).text(8, "elsewhere").integer(14, location);
  const more = new ProtobufWriter().message(7, new ProtobufWriter().message(5, tensor)).finish();
  return Buffer.concat([model, more]);
}

const hidden = new ProtobufWriter().message(1, new ProtobufWriter().text(4, "Own").text(7, "evil.ops"));

/** GraphProto.sparse_initializer, whose values may lie in other files. */
function withSparseWeight(model: Uint8Array): Uint8Array {
  const values = new ProtobufWriter().text(8, "elsewhere").integer(14, 1);
  const graph = new ProtobufWriter().message(15, new ProtobufWriter().message(1, values));
  return Buffer.concat([model, new ProtobufWriter().message(7, graph).finish()]);
}

/** A graph as an attribute of a node: `g` is 6, `graphs` is 11 of AttributeProto. */
function withInnerGraph(model: Uint8Array, field: number): Uint8Array {
  const branch = new ProtobufWriter().text(1, "then_branch").message(field, hidden);
  const node = new ProtobufWriter().text(4, "If").message(5, branch);
  return Buffer.concat([
    model,
    new ProtobufWriter().message(7, new ProtobufWriter().message(1, node)).finish(),
  ]);
}

/** ModelProto.functions. */
function withFunction(model: Uint8Array): Uint8Array {
  return Buffer.concat([model, new ProtobufWriter().message(25, hidden).finish()]);
}

const convolution = encodeModel({
  name: "counted",
  metadata: {},
  nodes: [
    { op: "Conv", domain: "", inputs: ["images", "kernel", "bias"], outputs: ["map"], attributes: {} },
    {
      op: "ReduceMax",
      domain: "",
      inputs: ["map", "axes"],
      outputs: ["output"],
      attributes: { keepdims: 0 },
    },
  ],
  initializers: [
    { name: "kernel", type: "float32", dims: [5, 3, 3, 3], bytes: new Uint8Array(5 * 27 * 4) },
    { name: "bias", type: "float32", dims: [5], bytes: new Uint8Array(20) },
    { name: "axes", type: "int64", dims: [2], bytes: new Uint8Array(BigInt64Array.from([2n, 3n]).buffer) },
  ],
  inputs: [{ name: "images", type: "float32", dims: ["batch", 3, 32, 40] }],
  outputs: [{ name: "output", type: "float32", dims: ["batch", 5] }],
});

test("weights and multiply-adds are counted", async () => {
  // 30 x 38 places, each of 27 products for 5 filters.
  expect(await describeNetwork(convolution)).toMatchObject({
    task: "classification",
    layers: 1,
    params: 5 * 27 + 5,
    multiplyAdds: 30 * 38 * 27 * 5,
    classes: ["class 0", "class 1", "class 2", "class 3", "class 4"],
  });
});

test.each([
  { what: "weights elsewhere", bytes: withExternalData(tinyDetector({ rows })), reason: /in other files/ },
  {
    what: "a place of weights beyond 32 bits",
    bytes: withExternalData(tinyDetector({ rows }), 2n ** 32n + 1n),
    reason: /in other files/,
  },
  { what: "sparse weights", bytes: withSparseWeight(tinyDetector({ rows })), reason: /sparse weights/ },
  // `tensors`, `sparse_tensor` and `sparse_tensors` of AttributeProto.
  ...[10, 22, 23].map((field) => ({
    what: `tensors of a node's field ${field}`,
    bytes: withInnerGraph(tinyDetector({ rows }), field),
    reason: /sparse weights, or lists of tensors/,
  })),
  {
    what: "operators of its own",
    bytes: tinyDetector({ rows, domain: "evil.ops" }),
    reason: /operators of its own \(evil\.ops\)/,
  },
  {
    what: "a graph inside a node",
    bytes: withInnerGraph(tinyDetector({ rows }), 6),
    reason: /inside its nodes/,
  },
  {
    what: "graphs inside a node",
    bytes: withInnerGraph(tinyDetector({ rows }), 11),
    reason: /inside its nodes/,
  },
  { what: "functions", bytes: withFunction(tinyDetector({ rows })), reason: /functions of its own/ },
  { what: "an unknown output", bytes: tinyDetector({ rows: rows.slice(0, 3) }), reason: /\[1, 3, 7\]/ },
  {
    what: "names for other classes",
    bytes: tinyDetector({ rows, metadata: { names: "{0: 'cat'}" } }),
    reason: /names 1 classes and has scores for 2/,
  },
  { what: "no model", bytes: Buffer.from("PK hello, I am a zip"), reason: /no ONNX file/ },
  { what: "a cut file", bytes: convolution.subarray(0, 300), reason: /no ONNX file/ },
  { what: "nothing", bytes: new Uint8Array(), reason: /no ONNX file/ },
])("$what is refused in words", async ({ bytes, reason }) => {
  await expect(describeNetwork(bytes)).rejects.toThrow(reason);
});

test("values that are no numbers are a failure", async () => {
  const bytes = tinyDetector({ rows: rows.map((row) => row.map(() => Number.NaN)) });
  const network = await VisionNetwork.open(bytes, await describeNetwork(bytes), 1);
  const picture = { width: 1, height: 1, pixels: new Uint8Array(3) };
  await expect(network.ask(picture, 0.1)).rejects.toMatchObject({ code: "NOT_FINITE" });
  await network.release();
});
