import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChainLayer } from "#models/graph/chain.ts";
import { sameNetwork } from "#models/graph/diff.ts";
import { BranchingGraph } from "#models/graph/branching-graph.ts";
import { encodeSafeTensors, decodeSafeTensors, MAX_HEADER_BYTES } from "../weights/safetensors.ts";
import { MAX_WEIGHT_NAMES } from "./limits.ts";
import { blobSource } from "#models/interchange/file/byte-source.ts";
import { keras2Input, keras2Layer, keras2Model } from "#models/interchange/testing.ts";
import { kerasArchive } from "../export/keras-archive.ts";
import { exportedNetwork, type ExportedNetwork } from "../export/testing.ts";
import { tfjsArchive } from "../export/tfjs-archive.ts";
import type { Download } from "../export/archive.ts";
import { assignWeights } from "./assign-weights.ts";
import { readNetworkFile } from "./read-network-file.ts";
import { asLegacyFile, legacyFile } from "./testing.ts";

/** Every kind of weight, in branches, so that Keras's order of layers is not the one on the canvas. */
function branching() {
  const graph = new BranchingGraph([8, 8, 3]);
  const settings = { filters: 4, kernelSize: [3, 3], padding: "same" };
  const conv: ChainLayer = { type: "Conv2D", settings };
  const wide: ChainLayer = {
    type: "Conv2D",
    settings: { ...settings, kernelSize: [5, 5], trainable: false },
  };
  const left = graph.line([conv, { type: "BatchNormalization" }, { type: "PReLU" }], graph.input);
  const depthwise: ChainLayer = {
    type: "DepthwiseConv2D",
    settings: { kernelSize: [3, 3], padding: "same" },
  };
  const separable: ChainLayer = { type: "SeparableConv2D", settings };
  const right = graph.line(
    [wide, { type: "BatchNormalization", settings: { trainable: false } }, depthwise, separable],
    graph.input,
  );
  const joined = graph.add({ type: "Add" }, [left, right]);
  const transposed: ChainLayer = { type: "Conv2DTranspose", settings: { filters: 3, kernelSize: [2, 2] } };
  const last = [{ type: "LayerNormalization" }, { type: "GlobalAveragePooling2D" }] as const;
  return graph.finish(graph.line([transposed, ...last, { type: "Dense", settings: { units: 10 } }], joined));
}

let network: ExportedNetwork;
const graph = branching();

beforeAll(async () => {
  network = await exportedNetwork(graph, [8, 8, 3], 1);
});
afterAll(() => network.close());

const bytesOf = async ({ stream }: Download) => new Uint8Array(await buffer(stream));
const reading = (bytes: Uint8Array<ArrayBuffer>) => readNetworkFile(blobSource(new Blob([bytes])));

const FORMATS: [string, () => Promise<Uint8Array<ArrayBuffer>>][] = [
  [".keras", async () => bytesOf(await kerasArchive(network.source))],
  [".h5", () => asLegacyFile(network.source.network, network.values)],
  ["tfjs.zip", async () => bytesOf(await tfjsArchive(network.source))],
  ["model.safetensors", async () => new Uint8Array(network.file)],
];

test.each(FORMATS)("%s brings the network with every weight of it", async (_, make) => {
  const read = await reading(await make());
  if (!read.ok) throw new Error(read.reason);
  expect(sameNetwork(read.graph, graph)).toBe(true);
  expect([...(read.weights?.keys() ?? [])].toSorted()).toEqual([...network.values.keys()].toSorted());
  for (const [key, values] of network.values) expect(read.weights?.get(key)?.data).toEqual(values);
});

test("a model in a model of a .h5 file, whose kernels Keras 2 calls otherwise", async () => {
  const base = keras2Model(
    [
      keras2Input("in"),
      keras2Layer("DepthwiseConv2D", "block/depthwise", { kernel_size: [3, 3], use_bias: false }, ["in"]),
      keras2Layer("BatchNormalization", "norm", {}, ["block/depthwise"]),
    ],
    { output: "norm", name: "base" },
  );
  const inner = { ...base, name: "base", inbound_nodes: [[["pixels", 0, 0, {}]]] };
  const config = keras2Model(
    [
      keras2Input("pixels"),
      inner,
      keras2Layer("Flatten", "flat", {}, [["base", 1, 0, {}]]),
      keras2Layer("Dense", "norm", { units: 2 }, ["flat"]),
    ],
    { input: "pixels", output: "norm" },
  );
  const ramp = (length: number, from: number) => Float32Array.from({ length }, (_, index) => from + index);
  const vector = (path: string, from: number) => ({ path, shape: [3], data: ramp(3, from) });
  const file = await legacyFile(
    config,
    new Map([
      [
        "base",
        [
          { path: "block/depthwise/depthwise_kernel:0", shape: [3, 3, 3, 1], data: ramp(27, 0) },
          ...["gamma", "beta", "moving_mean", "moving_variance"].map((name, index) =>
            vector(`norm/${name}:0`, 100 * (index + 1)),
          ),
        ],
      ],
      [
        "norm",
        [
          { path: "norm/kernel:0", shape: [108, 2], data: ramp(216, 500) },
          { path: "norm/bias:0", shape: [2], data: ramp(2, 900) },
        ],
      ],
    ]),
  );
  const read = await reading(file);
  if (!read.ok) throw new Error(read.reason);
  const firsts = [...(read.weights ?? [])].map(([key, { data }]) => `${key} ${data[0]}`);
  expect(firsts).toEqual([
    "block_depthwise/kernel 0",
    "base_norm/gamma 100",
    "base_norm/beta 200",
    "base_norm/moving_mean 300",
    "base_norm/moving_variance 400",
    "norm/kernel 500",
    "norm/bias 900",
  ]);
});

test("the mean and variance that a Normalization took from data are its settings", async () => {
  const config = keras2Model(
    [
      keras2Input("in"),
      keras2Layer("Normalization", "norm", { axis: [-1], mean: null, variance: null }, ["in"]),
      keras2Layer("Normalization", "other", { axis: [-1], mean: null, variance: null }, ["norm"]),
      keras2Layer("Flatten", "flat", {}, ["other"]),
      keras2Layer("Dense", "dense", { units: 2 }, ["flat"]),
    ],
    { output: "dense" },
  );
  const three = (name: string, values: number[]) => ({
    path: `norm/${name}:0`,
    shape: [3],
    data: Float32Array.from(values),
  });
  const statistics = [three("mean", [0.485, 0.456, 1 / 3]), three("variance", [0.05, 2, 4])];
  const read = await reading(await legacyFile(config, new Map([["norm", statistics]])));
  if (!read.ok) throw new Error(read.reason);
  const settings = (name: string) => read.graph.nodes.find((node) => node.name === name)?.settings;
  expect(settings("norm")).toEqual({ mean: [0.485, 0.456, 0.33333334], variance: [0.05, 2, 4] });
  expect(settings("other")).toEqual({});
  expect(read.notes).toEqual([expect.stringMatching(/^other took its mean and variance from data/)]);
});

test("what cannot be read is refused in words, and numbers that are none with their layer", async () => {
  const keras = await FORMATS[0]![1]();
  const cut = keras.slice();
  const at = Buffer.from(cut).indexOf("\u0089HDF", 0, "latin1");
  cut.fill(0, at, at + 512);
  expect(await reading(cut)).toEqual({
    ok: false,
    reason: expect.stringMatching(/HDF5 that cannot be read/),
  });
  const alone = await legacyFile(null, new Map());
  expect(await reading(alone)).toEqual({ ok: false, reason: expect.stringMatching(/weights alone/) });
  const values = new Map(network.values).set("dense/bias", new Float32Array(10).fill(Number.NaN));
  expect(await reading(await asLegacyFile(network.source.network, values))).toEqual({
    ok: false,
    reason: "dense: its bias holds numbers that are infinite or none",
  });
});

test("what tells of more weights than are read is refused before they are", async () => {
  const config = keras2Model(
    [
      keras2Input("in"),
      keras2Layer("Flatten", "flat", {}, ["in"]),
      keras2Layer("Dense", "dense", { units: 2 }, ["flat"]),
    ],
    { output: "dense" },
  );
  const named = (times: number, data: Float32Array) =>
    new Map([
      ["dense", Array.from({ length: times }, () => ({ path: "kernel:0", shape: [data.length], data }))],
    ]);
  const repeated = await legacyFile(config, named(130, new Float32Array(2 ** 18)));
  expect(await reading(repeated)).toEqual({ ok: false, reason: "Its weights take more than 128 MiB" });
  const many = await legacyFile(config, named(MAX_WEIGHT_NAMES + 1, Float32Array.of(1)));
  expect(await reading(many)).toEqual({ ok: false, reason: expect.stringMatching(/names more than 10000/) });
  const long = new Uint8Array(MAX_HEADER_BYTES + 16).fill(0x20);
  new DataView(long.buffer).setBigUint64(0, BigInt(MAX_HEADER_BYTES + 1), true);
  long[8] = 0x7b;
  expect(await reading(long)).toEqual({ ok: false, reason: expect.stringMatching(/longer than 4 MB/) });
});

test("of a file of our own, what is no weight of its network is left", async () => {
  const { tensors, metadata } = decodeSafeTensors(new Uint8Array(network.file));
  const more = new Map(tensors).set("other", { dtype: "F32", shape: [1], data: Float32Array.of(1) });
  const read = await reading(Uint8Array.from(encodeSafeTensors({ tensors: more, metadata })));
  expect([...((read.ok && read.weights?.keys()) || [])].toSorted()).toEqual([...tensors.keys()].toSorted());
});

test("an array that many layers share counts for each", () => {
  const graph = new BranchingGraph([64, 64, 1]);
  const flat = graph.add({ type: "Flatten" }, [graph.input]);
  const wide: ChainLayer = { type: "Dense", settings: { units: 2048 } };
  const dense = [0, 1, 2, 3, 4].map(() => graph.add(wide, [flat]));
  const whole = graph.finish(graph.add({ type: "Add" }, dense));
  const names = whole.nodes.flatMap(({ name, type }) => (type === "Dense" ? [name] : []));
  const arrays = [
    { name: "kernel", shape: [4096, 2048], data: new Float32Array(4096 * 2048) },
    { name: "bias", shape: [2048], data: new Float32Array(2048) },
  ];
  const savedAs = new Map(names.map((name) => [name, { name, path: [name] }]));
  expect(() => assignWeights(whole, { savedAs, weights: () => arrays })).toThrow(/more than 128 MiB/);
});
