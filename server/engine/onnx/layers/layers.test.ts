import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BranchingGraph, type Feed } from "#models/graph/branching-graph.ts";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { ModelSession } from "../session/model-session.ts";
import { exportModel } from "../graph/export-model.ts";
import { largestGap } from "../../testing/largest-gap.ts";
import { networkPair, type NetworkPair } from "../../testing/network-pair.ts";
import { TfjsOracle } from "../../testing/tfjs-oracle.ts";
import type { ImageShape } from "../../split.ts";
import { initialWeights } from "../../weights/initial-weights.ts";
import type { WeightValues } from "../../weights/weight-values.ts";

const SHAPE: ImageShape = [7, 6, 3];
const CLASSES = 4;

beforeAll(() => TfjsOracle.prepare());

/** Below the layer under test stands one with weights: their gradients show the gradient for its input. */
const BELOW: ChainLayer = { type: "Conv2D", settings: { filters: 3, kernelSize: [2, 2], padding: "same" } };
const TOP: ChainLayer = { type: "Dense", settings: { units: CLASSES } };
const HEAD: ChainLayer[] = [{ type: "Flatten" }, TOP];

const conv = (settings: ChainLayer["settings"]): ChainLayer => ({
  type: "Conv2D",
  settings: { filters: 4, kernelSize: [3, 3], ...settings },
});

const depthwise = (settings: ChainLayer["settings"]): ChainLayer => ({
  type: "DepthwiseConv2D",
  settings: { ...settings },
});

const ACTIVATIONS = [
  "relu6",
  "leaky_relu",
  "elu",
  "selu",
  "gelu",
  "silu",
  "mish",
  "softplus",
  "softsign",
  "hard_sigmoid",
  "hard_silu",
];

const ONE_SIDED = [
  [0, 2],
  [1, 0],
];

const ON_A_MAP: Record<string, ChainLayer> = {
  "Conv2D valid": conv({}),
  "Conv2D same": conv({ padding: "same" }),
  "Conv2D same, even kernel": conv({ padding: "same", kernelSize: [2, 4] }),
  "Conv2D same, stride 2": conv({ padding: "same", strides: [2, 2] }),
  "Conv2D valid, stride 2": conv({ strides: [2, 2], kernelSize: [2, 2] }),
  "Conv2D same, stride over kernel": conv({ padding: "same", strides: [3, 2], kernelSize: [1, 1] }),
  "Conv2D 1 x 1": conv({ kernelSize: [1, 1] }),
  "Conv2D 3 x 1, stride 1 x 2": conv({ kernelSize: [3, 1], strides: [1, 2], padding: "same" }),
  "Conv2D without bias": conv({ useBias: false }),
  "Conv2D relu": conv({ activation: "relu" }),
  "Conv2D sigmoid": conv({ activation: "sigmoid" }),
  "Conv2D tanh": conv({ activation: "tanh" }),
  "Conv2D softmax": conv({ activation: "softmax" }),
  "Conv2D dilated": conv({ dilationRate: [2, 1] }),
  "Conv2D dilated, same": conv({ dilationRate: [2, 3], kernelSize: [2, 2], padding: "same" }),
  "Conv2D in 3 groups": conv({ groups: 3, filters: 6 }),
  "Conv2D in 3 groups, stride 2": conv({ groups: 3, filters: 6, strides: [2, 2], padding: "same" }),
  "Conv2D with penalties": conv({ kernelL1: 0.01, kernelL2: 0.02, useBias: false }),
  DepthwiseConv2D: depthwise({}),
  "DepthwiseConv2D with L2": depthwise({ depthwiseL2: 0.05, depthMultiplier: 2 }),
  "DepthwiseConv2D same, two filters a channel": depthwise({ padding: "same", depthMultiplier: 2 }),
  "DepthwiseConv2D stride 2": depthwise({ strides: [2, 2], padding: "same", activation: "relu6" }),
  "DepthwiseConv2D without bias, even kernel": depthwise({ kernelSize: [2, 4], useBias: false }),
  "DepthwiseConv2D dilated": depthwise({ dilationRate: [2, 2] }),
  SeparableConv2D: { type: "SeparableConv2D", settings: { filters: 5 } },
  "SeparableConv2D same, stride 2": {
    type: "SeparableConv2D",
    settings: { filters: 2, strides: [2, 2], padding: "same", depthMultiplier: 2, activation: "tanh" },
  },
  "SeparableConv2D with penalties": {
    type: "SeparableConv2D",
    settings: { filters: 3, depthwiseL1: 0.02, pointwiseL1: 0.01, pointwiseL2: 0.03 },
  },
  "SeparableConv2D without bias": { type: "SeparableConv2D", settings: { filters: 4, useBias: false } },
  Conv2DTranspose: { type: "Conv2DTranspose", settings: { filters: 4 } },
  "Conv2DTranspose same": { type: "Conv2DTranspose", settings: { filters: 4, padding: "same" } },
  "Conv2DTranspose stride 2": {
    type: "Conv2DTranspose",
    settings: { filters: 5, strides: 2, activation: "tanh" },
  },
  "Conv2DTranspose same, stride 2 x 3, even kernel": {
    type: "Conv2DTranspose",
    settings: { filters: 2, kernelSize: [4, 2], strides: [2, 3], padding: "same", useBias: false },
  },
  "Conv2DTranspose stride over kernel": {
    type: "Conv2DTranspose",
    settings: { filters: 4, kernelSize: [1, 2], strides: [3, 3], kernelL2: 0.02 },
  },
  "Conv2DTranspose dilated, even kernel": {
    type: "Conv2DTranspose",
    settings: { filters: 4, kernelSize: [2, 3], dilationRate: [3, 2], padding: "same", activation: "tanh" },
  },
  "Conv2DTranspose with more at the end": {
    type: "Conv2DTranspose",
    settings: { filters: 3, strides: [2, 3], outputPadding: [1, 2], kernelL2: 0.02 },
  },
  "Conv2DTranspose same, with more at the end": {
    type: "Conv2DTranspose",
    settings: { filters: 3, strides: [2, 3], kernelSize: [4, 3], padding: "same", outputPadding: [1, 0] },
  },
  "Conv2DTranspose 1 x 1": { type: "Conv2DTranspose", settings: { filters: 16, kernelSize: 1 } },
  "Dense on a map": { type: "Dense", settings: { units: 5, activation: "tanh", kernelL2: 0.02 } },
  "Dense on a map, without bias, in blocks": { type: "Dense", settings: { units: 16, useBias: false } },
  Cropping2D: { type: "Cropping2D", settings: { cropping: ONE_SIDED } },
  Identity: { type: "Identity" },
  Normalization: { type: "Normalization", settings: { mean: [0.4, 0.5, 0.6], variance: [0.02, 0.1, 2] } },
  PReLU: { type: "PReLU" },
  "PReLU, one slope a channel": { type: "PReLU", settings: { sharedAxes: [1, 2] } },
  "PReLU, one slope a pixel": { type: "PReLU", settings: { sharedAxes: [3] } },
  "GroupNormalization of all channels": { type: "GroupNormalization", settings: { groups: 1 } },
  "GroupNormalization of each channel": {
    type: "GroupNormalization",
    settings: { groups: -1, scale: false },
  },
  MaxPooling2D: { type: "MaxPooling2D" },
  "MaxPooling2D same": { type: "MaxPooling2D", settings: { padding: "same" } },
  "MaxPooling2D 3 x 3": { type: "MaxPooling2D", settings: { poolSize: [3, 3] } },
  "MaxPooling2D overlapping": {
    type: "MaxPooling2D",
    settings: { poolSize: [3, 3], strides: [2, 2], padding: "same" },
  },
  "MaxPooling2D stride 1": {
    type: "MaxPooling2D",
    settings: { poolSize: [2, 3], strides: [1, 1], padding: "same" },
  },
  "MaxPooling2D stride over window": {
    type: "MaxPooling2D",
    settings: { poolSize: [2, 2], strides: [3, 3] },
  },
  AveragePooling2D: { type: "AveragePooling2D" },
  "AveragePooling2D same": { type: "AveragePooling2D", settings: { padding: "same" } },
  "AveragePooling2D overlapping": {
    type: "AveragePooling2D",
    settings: { poolSize: [3, 3], strides: [2, 1], padding: "same" },
  },
  "AveragePooling2D stride over window": {
    type: "AveragePooling2D",
    settings: { poolSize: [2, 1], strides: [3, 3] },
  },
  "AveragePooling2D same, stride over window in one axis": {
    type: "AveragePooling2D",
    settings: { poolSize: [1, 3], strides: [3, 2], padding: "same" },
  },
  "Activation relu": { type: "Activation", settings: { activation: "relu" } },
  ...Object.fromEntries(
    ACTIVATIONS.map((activation) => [
      `Activation ${activation}`,
      { type: "Activation", settings: { activation } } satisfies ChainLayer,
    ]),
  ),
  LeakyReLU: { type: "LeakyReLU" },
  "LeakyReLU, steep": { type: "LeakyReLU", settings: { negativeSlope: 0.8 } },
  "Activation softmax": { type: "Activation", settings: { activation: "softmax" } },
  BatchNormalization: { type: "BatchNormalization", settings: { momentum: 0.8 } },
  "BatchNormalization without scale": { type: "BatchNormalization", settings: { scale: false } },
  "BatchNormalization without center": {
    type: "BatchNormalization",
    settings: { center: false, epsilon: 0.01 },
  },
  Dropout: { type: "Dropout", settings: { rate: 0.4 } },
  UpSampling2D: { type: "UpSampling2D" },
  "UpSampling2D 3 x 1": { type: "UpSampling2D", settings: { size: [3, 1] } },
  "UpSampling2D bilinear": { type: "UpSampling2D", settings: { size: [2, 3], interpolation: "bilinear" } },
  "Resizing, smaller": { type: "Resizing", settings: { height: 3, width: 4 } },
  "Resizing, larger": { type: "Resizing", settings: { height: 11, width: 9 } },
  "Resizing, one axis": { type: "Resizing", settings: { height: 7, width: 13 } },
  "Resizing nearest": { type: "Resizing", settings: { height: 4, width: 10, interpolation: "nearest" } },
  "Reshape to another map": { type: "Reshape", settings: { targetShape: [3, 14, -1] } },
  "Reshape to one pixel": { type: "Reshape", settings: { targetShape: [1, 1, 126] } },
  ZeroPadding2D: { type: "ZeroPadding2D" },
  "ZeroPadding2D, one side": { type: "ZeroPadding2D", settings: { padding: ONE_SIDED } },
  Rescaling: { type: "Rescaling", settings: { scale: 2.5, offset: -0.5 } },
  LayerNormalization: { type: "LayerNormalization" },
  "LayerNormalization without scale": {
    type: "LayerNormalization",
    settings: { scale: false, epsilon: 0.01 },
  },
  "LayerNormalization without center": { type: "LayerNormalization", settings: { center: false } },
  SpatialDropout2D: { type: "SpatialDropout2D", settings: { rate: 0.4 } },
  GaussianNoise: { type: "GaussianNoise", settings: { stddev: 0.5 } },
  RandomFlip: { type: "RandomFlip" },
  "RandomFlip horizontal": { type: "RandomFlip", settings: { mode: "horizontal" } },
  RandomTranslation: { type: "RandomTranslation", settings: { heightFactor: 0.6, widthFactor: 0.9 } },
  "RandomTranslation across, constant": {
    type: "RandomTranslation",
    settings: { heightFactor: 0, fillMode: "constant" },
  },
  RandomZoom: { type: "RandomZoom", settings: { heightFactor: 0.6, widthFactor: [-0.3, 0.9] } },
  "RandomRotation by any angle": { type: "RandomRotation", settings: { factor: 0.4 } },
  "RandomRotation by any angle, constant": {
    type: "RandomRotation",
    settings: { factor: [0.1, 0.2], fillMode: "constant", interpolation: "nearest" },
  },
  RandomContrast: { type: "RandomContrast", settings: { factor: 0.6, minValue: -0.6, maxValue: 0.9 } },
  "Dropout 0": { type: "Dropout", settings: { rate: 0 } },
};

const NETWORKS: Record<string, ChainLayer[]> = {
  ...Object.fromEntries(Object.entries(ON_A_MAP).map(([name, layer]) => [name, [BELOW, layer, ...HEAD]])),
  // Channel counts that fill whole blocks of the runtime's blocked layout, below, above and beside a thin input.
  "Conv2D in blocks": [
    conv({ filters: 16, padding: "same", activation: "relu" }),
    conv({ filters: 32, kernelSize: [2, 2], padding: "same" }),
    conv({ filters: 16, kernelSize: [1, 1] }),
    conv({ filters: 16, strides: [2, 2], padding: "same" }),
    ...HEAD,
  ],
  "Conv2D in blocks, valid": [
    conv({ filters: 16 }),
    conv({ filters: 16, useBias: false }),
    conv({ filters: 5, kernelSize: [2, 2] }),
    ...HEAD,
  ],
  "DepthwiseConv2D in blocks": [
    conv({ filters: 16, padding: "same" }),
    depthwise({ padding: "same", activation: "relu" }),
    depthwise({ strides: [2, 2], useBias: false }),
    conv({ filters: 32, kernelSize: [1, 1] }),
    ...HEAD,
  ],
  "Conv2D in groups and dilated, in blocks": [
    conv({ filters: 16, padding: "same" }),
    conv({ filters: 32, padding: "same", dilationRate: [2, 2] }),
    conv({ filters: 16, padding: "same", groups: 4 }),
    ...HEAD,
  ],
  "Conv2D in blocks, wide kernels": [
    conv({ filters: 16, kernelSize: [5, 4], padding: "same" }),
    conv({ filters: 16, kernelSize: [2, 3], strides: [2, 1], padding: "same" }),
    conv({ filters: 32, kernelSize: [1, 3], dilationRate: [1, 2] }),
    ...HEAD,
  ],
  "convolutions behind ZeroPadding2D": [
    BELOW,
    { type: "ZeroPadding2D", settings: { padding: ONE_SIDED } },
    conv({ filters: 16, strides: [2, 2] }),
    { type: "ZeroPadding2D" },
    depthwise({ strides: [2, 2] }),
    { type: "ZeroPadding2D" },
    { type: "SeparableConv2D", settings: { filters: 5 } },
    ...HEAD,
  ],
  "Conv2D behind a ZeroPadding2D wider than its kernel": [
    BELOW,
    { type: "ZeroPadding2D", settings: { padding: [3, 1] } },
    conv({ filters: 16, kernelSize: [3, 3] }),
    ...HEAD,
  ],
  GlobalAveragePooling2D: [BELOW, { type: "GlobalAveragePooling2D" }, TOP],
  GlobalMaxPooling2D: [BELOW, { type: "GlobalMaxPooling2D" }, TOP],
  "GroupNormalization of three groups": [
    conv({ filters: 6, padding: "same" }),
    { type: "GroupNormalization", settings: { groups: 3, epsilon: 0.01 } },
    { type: "Conv2DTranspose", settings: { filters: 16, strides: 2, padding: "same" } },
    { type: "Conv2DTranspose", settings: { filters: 16, padding: "same" } },
    ...HEAD,
  ],
  "on units": [
    ...HEAD,
    { type: "Dense", settings: { units: 6 } },
    { type: "GroupNormalization", settings: { groups: 2 } },
    { type: "PReLU" },
    { type: "Normalization", settings: { mean: 0.25, variance: [1, 2, 3, 4, 5, 6] } },
    TOP,
  ],
  "on a sequence": [
    BELOW,
    { type: "Reshape", settings: { targetShape: [21, 6] } },
    { type: "GroupNormalization", settings: { groups: 2 } },
    { type: "PReLU", settings: { sharedAxes: [1] } },
    { type: "Dense", settings: { units: 4, activation: "relu" } },
    { type: "PReLU" },
    { type: "Rescaling", settings: { scale: [1, 2, 3, 4] } },
    { type: "GlobalMaxPooling1D" },
    TOP,
  ],
  "Dense on Dense": [
    ...HEAD,
    { type: "Dense", settings: { units: 5, activation: "relu", useBias: false } },
    TOP,
  ],
  "Dense with L1 and L2": [
    { type: "Flatten" },
    { type: "Dense", settings: { units: 6, kernelL1: 0.01 } },
    { type: "Dense", settings: { units: CLASSES, kernelL2: 0.1 } },
  ],
  "Dense softmax": [
    { type: "Flatten" },
    { type: "Dense", settings: { units: 6, activation: "softmax" } },
    TOP,
  ],
  // Values far enough from 0 to reach where functions bend and saturate.
  ...Object.fromEntries(
    ACTIVATIONS.map((activation) => [
      `Conv2D ${activation}, far out`,
      [
        { type: "Rescaling", settings: { scale: 12, offset: -6 } },
        conv({ filters: 3, kernelSize: [2, 2], activation }),
        ...HEAD,
      ] satisfies ChainLayer[],
    ]),
  ),
  // Which ONNX Runtime would merge.
  "MaxPooling2D behind ZeroPadding2D": [
    { type: "Rescaling", settings: { offset: -1 } },
    { type: "ZeroPadding2D" },
    { type: "MaxPooling2D", settings: { poolSize: [3, 3] } },
    ...HEAD,
  ],
  "AveragePooling2D behind ZeroPadding2D": [
    BELOW,
    { type: "ZeroPadding2D" },
    { type: "AveragePooling2D", settings: { poolSize: [3, 3], strides: [2, 2], padding: "same" } },
    { type: "ZeroPadding2D", settings: { padding: [2, 2] } },
    { type: "AveragePooling2D" },
    ...HEAD,
  ],
  "Flatten of units": [...HEAD, { type: "Flatten" }, TOP],
  "LayerNormalization of units": [...HEAD, { type: "LayerNormalization" }, TOP],
  "Reshape of units": [
    { type: "Flatten" },
    { type: "Dense", settings: { units: 24 } },
    { type: "Reshape", settings: { targetShape: [2, 3, 4] } },
    conv({ kernelSize: [2, 2] }),
    ...HEAD,
  ],
  "Reshape to units": [BELOW, { type: "Reshape" }, TOP],
  RandomRotation: [
    conv({ filters: 3, kernelSize: [2, 1] }),
    { type: "RandomRotation" },
    conv({ kernelSize: [3, 2] }),
    ...HEAD,
  ],
  "BatchNormalization of units": [...HEAD, { type: "BatchNormalization" }, TOP],
};

const MAP: ChainLayer = {
  type: "Conv2D",
  settings: { filters: 3, kernelSize: [3, 3], padding: "same", activation: "tanh" },
};
const UNITS: ChainLayer = { type: "Dense", settings: { units: 3, activation: "tanh" } };
/** Of the whole map, [1, 1, channels]. */
const MEANS: ChainLayer = { type: "AveragePooling2D", settings: { poolSize: [7, 6] } };

/** Branches from one convolution, which so receives the sum of what they send back. */
function branching(join: (graph: BranchingGraph, trunk: Feed) => Feed, head = HEAD): ModelGraph {
  const graph = new BranchingGraph([...SHAPE]);
  const trunk = graph.add(BELOW, [graph.input]);
  return graph.finish(graph.line(head, join(graph, trunk)));
}

const BRANCHING: Record<string, ModelGraph> = {
  Add: branching((graph, trunk) => graph.add({ type: "Add" }, [trunk, graph.add(MAP, [trunk])])),
  "Add of one block twice": branching((graph, trunk) => graph.add({ type: "Add" }, [trunk, trunk])),
  "Multiply of one block twice": branching((graph, trunk) => graph.add({ type: "Multiply" }, [trunk, trunk])),
  "Add of three": branching((graph, trunk) => {
    const map = graph.add(MAP, [trunk]);
    return graph.add({ type: "Add" }, [trunk, map, graph.add({ type: "Activation" }, [map])]);
  }),
  "Add, repeating a row": branching((graph, trunk) => {
    const row = graph.add({ type: "MaxPooling2D", settings: { poolSize: [7, 1] } }, [trunk]);
    return graph.add({ type: "Add" }, [row, graph.add(MAP, [trunk])]);
  }),
  Multiply: branching((graph, trunk) => graph.add({ type: "Multiply" }, [graph.add(MAP, [trunk]), trunk])),
  "Multiply, weighing channels": branching((graph, trunk) =>
    graph.add({ type: "Multiply" }, [trunk, graph.line([MEANS, MAP], trunk)]),
  ),
  "Multiply of three units": branching(
    (graph, trunk) => {
      const flat = graph.add({ type: "GlobalAveragePooling2D" }, [trunk]);
      return graph.add({ type: "Multiply" }, [flat, graph.add(UNITS, [flat]), graph.add(UNITS, [flat])]);
    },
    [TOP],
  ),
  Concatenate: branching((graph, trunk) => {
    const map = graph.add({ type: "Conv2D", settings: { filters: 2, kernelSize: [1, 1] } }, [trunk]);
    const pooled: ChainLayer = {
      type: "MaxPooling2D",
      settings: { poolSize: 2, strides: 1, padding: "same" },
    };
    return graph.add({ type: "Concatenate" }, [map, trunk, graph.add(pooled, [trunk])]);
  }),
  "Concatenate of rows": branching((graph, trunk) => {
    const row = graph.add({ type: "MaxPooling2D", settings: { poolSize: [5, 1] } }, [trunk]);
    return graph.add({ type: "Concatenate", settings: { axis: 1 } }, [row, trunk]);
  }),
  "Concatenate of columns": branching((graph, trunk) => {
    const column = graph.add({ type: "MaxPooling2D", settings: { poolSize: [1, 3] } }, [trunk]);
    return graph.add({ type: "Concatenate", settings: { axis: 2 } }, [trunk, column, trunk]);
  }),
  "Concatenate of units": branching(
    (graph, trunk) => {
      const flat = graph.add({ type: "GlobalAveragePooling2D" }, [trunk]);
      return graph.add({ type: "Concatenate" }, [graph.add(UNITS, [flat]), flat]);
    },
    [TOP],
  ),
};

/** Chance decides, and TensorFlow.js has no such layers; augmentation.test.ts checks what they give. */
const NO_ORACLE = new Set([
  "RandomFlip",
  "RandomFlip horizontal",
  "RandomRotation",
  "RandomTranslation",
  "RandomTranslation across, constant",
  "RandomZoom",
  "RandomRotation by any angle",
  "RandomRotation by any angle, constant",
  "RandomContrast",
]);
const ALL = [
  ...Object.entries(NETWORKS).map(([name, layers]) => [name, chainGraph(layers, [...SHAPE])] as const),
  ...Object.entries(BRANCHING),
];

/** Plain descent at rate 1: what a weight loses is its gradient. */
const descent = {
  imageShape: SHAPE,
  classes: CLASSES,
  hyperParameters: { optimizer: "sgd", learningRate: 1, momentum: 0 },
} as const;

// One pair a network: to make it takes longer than all that is asked of it.
describe.each(ALL)("%s", (name, graph) => {
  let pair: NetworkPair;
  let answers: Float32Array;
  let loss: number;
  let after: WeightValues;
  beforeAll(async () => {
    pair = await networkPair(graph, descent);
    answers = pair.oracle.probabilities(pair.batch.images);
    loss = await pair.step(1);
    after = pair.session.weights();
  });
  afterAll(() => pair.session.release());

  test.skipIf(NO_ORACLE.has(name))("loss, gradients and updates are TensorFlow.js's", () => {
    expect(Math.abs(loss - pair.oracleStep())).toBeLessThan(1e-5);
    expect(largestGap(after, pair.before).gap).toBeGreaterThan(1e-3);
    expect(largestGap(after, pair.oracle.weights()).gap).toBeLessThan(1e-4);
  });

  test("gradients are finite differences of the loss", async () => {
    for (const { key } of pair.plan.weights.filter((weight) => weight.isTrainable)) {
      const before = pair.before.get(key)!;
      const index = Math.floor(before.length / 2);
      const gradient = before[index]! - after.get(key)![index]!;
      expect(Math.abs(gradient - (await slope(pair, key, index)))).toBeLessThan(5e-3);
    }
  });

  test("the exported network answers as TensorFlow.js does", async () => {
    const session = await ModelSession.open(exportModel(pair.plan, pair.before), { threads: 1 });
    const { probabilities = [] } = await session.infer(pair.batch.images, pair.batch.count, SHAPE);
    const gaps = [...probabilities].map((probability, i) => Math.abs(probability - answers[i]!));
    expect(Math.max(...gaps)).toBeLessThan(1e-5);
    await session.release();
  });
});

test("Dropout scales what it keeps by 1 / (1 - rate)", async () => {
  const lossOf = async (layers: ChainLayer[], scale: number) => {
    const { plan, session, batch } = await networkPair(
      chainGraph([{ type: "Flatten" }, ...layers], [...SHAPE]),
      descent,
    );
    const kernel = initialWeights(plan, 1).get("dense/kernel")!;
    session.setWeights(new Map([["dense/kernel", kernel.map((value) => value * scale)]]));
    const step = { count: batch.count, images: batch.images, targets: Int32Array.from(batch.targets) };
    const { lossSum } = await session.step(step, { step: 1, learningRate: 1 }, (mask) => mask.fill(1));
    await session.release();
    return lossSum;
  };
  const dense: ChainLayer = { type: "Dense", settings: { units: CLASSES, useBias: false } };
  const kept = await lossOf([{ type: "Dropout", settings: { rate: 0.75 } }, dense], 1);
  expect(kept).toBeCloseTo(await lossOf([dense], 4), 4);
});

const NUDGE = 5e-4;

async function slope({ session, before, step }: NetworkPair, key: string, index: number): Promise<number> {
  const lossAt = async (nudge: number) => {
    session.setWeights(
      new Map([...before, [key, before.get(key)!.map((value, i) => (i === index ? value + nudge : value))]]),
    );
    return step(1);
  };
  return ((await lossAt(NUDGE)) - (await lossAt(-NUDGE))) / (2 * NUDGE);
}
