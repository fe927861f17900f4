import { expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import { sameNetwork } from "../graph/diff.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { LAYER_TYPES, LAYERS } from "../layers/index.ts";
import { PRESETS } from "../presets/index.ts";
import { fromKeras } from "./from-keras.ts";
import type { KerasLayer } from "./keras-layer.ts";
import { KERAS_LAYERS } from "./keras-layers.ts";
import { networkOf } from "./network.ts";
import { toKeras } from "./to-keras.ts";
import { toTfjs } from "./to-tfjs.ts";

function throughFile(graph: ModelGraph, format: "keras" | "tfjs") {
  const result = networkOf(graph);
  if (!result.ok) throw new Error(result.reason);
  const json =
    format === "keras"
      ? toKeras(result.network, "network")
      : { format: "layers-model", modelTopology: toTfjs(result.network, "network").topology };
  return fromKeras(JSON.parse(JSON.stringify(json)));
}

test("every kind of layer and every setting of it has an entry", () => {
  const layers = LAYER_TYPES.filter((type) => type !== "Input" && type !== "Output");
  expect(Object.keys(KERAS_LAYERS).toSorted()).toEqual(layers.toSorted());
  for (const type of layers) {
    const { shape } = LAYERS[type].settings as unknown as { shape: Record<string, unknown> };
    const { settings, kernels = [] }: KerasLayer = KERAS_LAYERS[type];
    const ofKernels = kernels.flatMap((kernel) => ["Initializer", "L1", "L2"].map((name) => kernel + name));
    const known = [...Object.keys(settings), ...ofKernels];
    expect([type, known.toSorted()]).toEqual([type, Object.keys(shape).toSorted()]);
  }
});

const presets = PRESETS.map(({ id, graph }) => [id, graph] as const);

test.each(presets)("%s survives Keras JSON", (_, graph) => {
  const back = throughFile(graph, "keras");
  expect(back).toMatchObject({ ok: true, notes: [] });
  expect(back.ok && sameNetwork(back.graph, graph)).toBe(true);
});

test.each(presets)("%s survives model.json", (_, graph) => {
  const back = throughFile(graph, "tfjs");
  expect(back).toMatchObject({ ok: true, notes: [] });
  expect(back.ok && sameNetwork(back.graph, graph)).toBe(true);
});

test.each(["keras", "tfjs"] as const)("what is frozen is frozen in %s, and comes back so", (format) => {
  const settings = { trainable: false };
  const graph = chainGraph([
    { type: "Conv2D", settings: { ...settings, filters: 4, kernelSize: [3, 3] } },
    { type: "BatchNormalization", settings },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 10 } },
  ]);
  const back = throughFile(graph, format);
  expect(back).toMatchObject({
    ok: true,
    notes: ["conv2d is frozen", "batch_normalization is frozen"].map((note) => `${note}, as in the file`),
  });
  expect(back.ok && sameNetwork(back.graph, graph)).toBe(true);
});

const unusual: ChainLayer[] = [
  {
    type: "ZeroPadding2D",
    settings: {
      padding: [
        [1, 2],
        [0, 3],
      ],
    },
  },
  { type: "Rescaling", settings: { scale: 2, offset: -1 } },
  {
    type: "Conv2D",
    settings: {
      filters: 6,
      kernelSize: [3, 2],
      strides: [2, 1],
      padding: "same",
      activation: "silu",
      useBias: false,
      kernelInitializer: "he_normal",
      kernelL1: 0.001,
      kernelL2: 0.01,
    },
  },
  { type: "Conv2D", settings: { filters: 4, dilationRate: [2, 2], activation: "gelu" } },
  { type: "Activation", settings: { activation: "selu" } },
  { type: "Activation", settings: { activation: "mish" } },
  { type: "Activation", settings: { activation: "softsign" } },
  { type: "DepthwiseConv2D", settings: { depthMultiplier: 2, depthwiseInitializer: "orthogonal" } },
  {
    type: "SeparableConv2D",
    settings: { filters: 5, depthMultiplier: 2, pointwiseL2: 0.1, pointwiseInitializer: "lecun_uniform" },
  },
  { type: "LeakyReLU", settings: { negativeSlope: 0.1 } },
  { type: "BatchNormalization", settings: { momentum: 0.9, epsilon: 0.01, center: false } },
  { type: "LayerNormalization", settings: { scale: false } },
  { type: "MaxPooling2D", settings: { poolSize: [3, 3], strides: [2, 2], padding: "same" } },
  { type: "AveragePooling2D", settings: { poolSize: [2, 1] } },
  { type: "UpSampling2D", settings: { size: [1, 2] } },
  { type: "SpatialDropout2D", settings: { rate: 0.2 } },
  { type: "GaussianNoise", settings: { stddev: 0.3 } },
  { type: "UpSampling2D", settings: { size: [2, 2] } },
  { type: "GlobalAveragePooling2D" },
  { type: "Reshape", settings: { targetShape: [1, 1, 5] } },
  { type: "Flatten" },
  { type: "Dropout", settings: { rate: 0.25 } },
  { type: "Dense", settings: { units: 10, activation: "softplus" } },
];

test.each(["keras", "tfjs"] as const)("settings that are not defaults survive %s", (format) => {
  const graph = chainGraph(unusual);
  const back = throughFile(graph, format);
  expect(back).toMatchObject({ ok: true, notes: [] });
  expect(back.ok && sameNetwork(back.graph, graph)).toBe(true);
});

test("what TensorFlow.js has not survives Keras JSON", () => {
  const graph = chainGraph([
    { type: "RandomFlip", settings: { mode: "vertical" } },
    { type: "RandomRotation", settings: { factor: 0.2, fillMode: "constant" } },
    { type: "RandomRotation", settings: { factor: [-0.1, 0.3], interpolation: "nearest" } },
    { type: "RandomZoom", settings: { heightFactor: 0.3, fillMode: "wrap" } },
    { type: "RandomZoom", settings: { heightFactor: [-0.3, 0], widthFactor: 0.1, interpolation: "nearest" } },
    { type: "RandomTranslation", settings: { heightFactor: 0.2, widthFactor: 0, fillMode: "wrap" } },
    { type: "RandomContrast", settings: { factor: 0.3, minValue: -1 } },
    { type: "Resizing", settings: { height: 20, width: 24, interpolation: "nearest" } },
    { type: "UpSampling2D", settings: { interpolation: "bilinear" } },
    { type: "Activation", settings: { activation: "leaky_relu" } },
    { type: "Flatten" },
    { type: "Dense" },
  ]);
  const back = throughFile(graph, "keras");
  expect(back.ok && sameNetwork(back.graph, graph)).toBe(true);
});

test("quarter turns, which Keras has not, are turns by any angle in a file of Keras", () => {
  const graph = chainGraph([{ type: "RandomRotation" }, { type: "Flatten" }, { type: "Dense" }]);
  const back = throughFile(graph, "keras");
  expect(back.ok && back.graph.nodes.find(({ type }) => type === "RandomRotation")?.settings).toEqual({
    factor: 0.5,
    fillMode: "reflect",
    interpolation: "bilinear",
  });
});

const newer: ChainLayer[] = [
  { type: "Normalization", settings: { mean: [0.4, 0.5, 0.6], variance: 0.25 } },
  { type: "Rescaling", settings: { scale: [1, 2, 3], offset: -0.5 } },
  {
    type: "Cropping2D",
    settings: {
      cropping: [
        [1, 0],
        [0, 2],
      ],
    },
  },
  { type: "Conv2DTranspose", settings: { filters: 6, strides: [2, 1], padding: "same", kernelL2: 0.01 } },
  { type: "Conv2DTranspose", settings: { filters: 6, strides: [2, 3], outputPadding: [1, 2] } },
  { type: "Conv2DTranspose", settings: { filters: 6, dilationRate: [2, 1], padding: "same" } },
  { type: "GroupNormalization", settings: { groups: 3, center: false } },
  { type: "PReLU", settings: { sharedAxes: [1, 2] } },
  { type: "PReLU" },
  { type: "Identity" },
  { type: "Dense", settings: { units: 4 } },
  { type: "Dropout", settings: { rate: 0.25, wholeImage: true } },
  { type: "GlobalMaxPooling2D" },
  { type: "Dropout", settings: { rate: 0.25, wholeImage: true } },
  { type: "Dense", settings: { units: 10 } },
];

test("blocks of Keras 3 survive Keras JSON", () => {
  const back = throughFile(chainGraph(newer), "keras");
  expect(back).toMatchObject({ ok: true, notes: [] });
  const given = newer.map(({ type, settings = {} }) =>
    // Keras wants as many variances as means.
    type === "Normalization"
      ? { type, settings: { ...settings, variance: [0.25, 0.25, 0.25] } }
      : { type, settings },
  );
  expect(back.ok && sameNetwork(back.graph, chainGraph(given))).toBe(true);
});

test("groups, which TensorFlow.js has not, survive Keras JSON", () => {
  const graph = chainGraph(
    [{ type: "Conv2D", settings: { filters: 6, groups: 3 } }, { type: "Flatten" }, { type: "Dense" }],
    [8, 8, 3],
  );
  const back = throughFile(graph, "keras");
  expect(back.ok && sameNetwork(back.graph, graph)).toBe(true);
});

test("a graph that is not whole has no network", () => {
  expect(networkOf({ version: 2, nodes: [], edges: [] })).toMatchObject({ ok: false });
});
