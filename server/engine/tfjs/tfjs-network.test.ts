import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { BranchingGraph } from "#models/graph/branching-graph.ts";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { hyperParameters, optimizerName } from "#models/training/hyper-parameters.ts";
import { goldenCheck } from "../measure/golden-check.ts";
import { largestGap } from "../testing/largest-gap.ts";
import { networkPair } from "../testing/network-pair.ts";
import type { ImageShape } from "../split.ts";
import { loadTensorFlow } from "./load-tensorflow.ts";
import { createTfjsEngine } from "./tfjs-engine.ts";
import { TfjsNetwork } from "./tfjs-network.ts";

beforeAll(async () => {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
});

const SHAPE: ImageShape = [7, 6, 3];
const HEAD: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: 3 } }];
const conv = (settings: ChainLayer["settings"]): ChainLayer => ({
  type: "Conv2D",
  settings: { filters: 4, kernelSize: [3, 3], ...settings },
});
const BELOW = conv({ padding: "same", kernelSize: [2, 2] });

const LAYERS: ChainLayer[] = [
  conv({ strides: [2, 2], padding: "same", activation: "gelu" }),
  conv({ dilationRate: [2, 1], useBias: false, activation: "silu" }),
  conv({ groups: 2, filters: 6, padding: "same", activation: "hard_silu" }),
  { type: "DepthwiseConv2D", settings: { depthMultiplier: 2, padding: "same", activation: "relu6" } },
  { type: "SeparableConv2D", settings: { filters: 5, activation: "elu" } },
  { type: "MaxPooling2D", settings: { poolSize: [3, 3], strides: [1, 1], padding: "same" } },
  { type: "AveragePooling2D", settings: { poolSize: [3, 3], strides: [2, 1], padding: "same" } },
  { type: "UpSampling2D" },
  { type: "UpSampling2D", settings: { interpolation: "bilinear" } },
  { type: "Resizing", settings: { height: 4, width: 9 } },
  { type: "Resizing", settings: { height: 9, width: 4, interpolation: "nearest" } },
  { type: "RandomFlip", settings: { mode: "vertical" } },
  { type: "RandomFlip" },
  { type: "RandomTranslation" },
  { type: "RandomTranslation", settings: { heightFactor: 0.4, widthFactor: 0, fillMode: "wrap" } },
  { type: "RandomTranslation", settings: { heightFactor: 0.9, widthFactor: 0.6, fillMode: "constant" } },
  { type: "RandomTranslation", settings: { heightFactor: 1, widthFactor: 1, fillMode: "nearest" } },
  { type: "RandomZoom" },
  { type: "RandomZoom", settings: { heightFactor: [-0.5, 0.1], widthFactor: 0.9, fillMode: "constant" } },
  { type: "RandomZoom", settings: { widthFactor: 0.9, fillMode: "wrap", interpolation: "nearest" } },
  { type: "RandomRotation", settings: { factor: 0.2 } },
  { type: "RandomRotation", settings: { factor: [0.1, 0.4], fillMode: "constant" } },
  { type: "RandomRotation", settings: { factor: 0.5, fillMode: "wrap", interpolation: "nearest" } },
  { type: "RandomRotation", settings: { factor: 0.5, fillMode: "nearest" } },
  { type: "RandomContrast", settings: { factor: 0.9, minValue: -0.5, maxValue: 0.5 } },
  { type: "ZeroPadding2D" },
  { type: "Reshape", settings: { targetShape: [3, 14, -1] } },
  { type: "Rescaling", settings: { scale: 2.5, offset: -0.5 } },
  { type: "LeakyReLU" },
  { type: "PReLU", settings: { sharedAxes: [1, 2] } },
  { type: "Dense", settings: { units: 5, activation: "elu" } },
  { type: "Conv2DTranspose", settings: { filters: 5, strides: 2, padding: "same", activation: "tanh" } },
  { type: "Conv2DTranspose", settings: { filters: 5, strides: 2, padding: "same", outputPadding: [1, 0] } },
  { type: "Conv2DTranspose", settings: { filters: 5, dilationRate: [2, 1], padding: "same" } },
  { type: "Cropping2D", settings: { cropping: [1, 2] } },
  { type: "Identity" },
  { type: "Normalization", settings: { mean: 0.5, variance: [0.25, 1, 4, 2] } },
  { type: "GroupNormalization", settings: { groups: 2 } },
  { type: "Activation", settings: { activation: "softmax" } },
  { type: "Activation", settings: { activation: "softplus" } },
  { type: "Activation", settings: { activation: "leaky_relu" } },
  { type: "Activation", settings: { activation: "selu" } },
  { type: "Activation", settings: { activation: "mish" } },
  { type: "Activation", settings: { activation: "softsign" } },
  { type: "Activation", settings: { activation: "hard_sigmoid" } },
  { type: "LayerNormalization" },
  { type: "BatchNormalization", settings: { momentum: 0.8, scale: false } },
  { type: "Dropout", settings: { rate: 0.4 } },
  { type: "Dropout", settings: { rate: 0.4, wholeImage: true } },
  { type: "SpatialDropout2D", settings: { rate: 0.4 } },
  { type: "GaussianNoise", settings: { stddev: 0.5 } },
];

function branches(): ModelGraph {
  const graph = new BranchingGraph([...SHAPE]);
  const trunk = graph.add(BELOW, [graph.input]);
  const gate = graph.line(
    [{ type: "GlobalAveragePooling2D" }, { type: "Reshape", settings: { targetShape: [1, 1, 4] } }],
    trunk,
  );
  const scaled = graph.add({ type: "Multiply" }, [trunk, gate]);
  const sum = graph.add({ type: "Add" }, [scaled, graph.add(conv({ padding: "same" }), [trunk])]);
  return graph.finish(graph.line(HEAD, graph.add({ type: "Concatenate" }, [sum, trunk])));
}

const CASES: (readonly [string, ModelGraph])[] = [
  ...LAYERS.map((layer) => {
    const name = `${layer.type} ${JSON.stringify(layer.settings ?? {})}`;
    return [name, chainGraph([BELOW, layer, ...HEAD], [...SHAPE])] as const;
  }),
  [
    "RandomRotation",
    chainGraph(
      [BELOW, { type: "Resizing", settings: { height: 6, width: 6 } }, { type: "RandomRotation" }, ...HEAD],
      [...SHAPE],
    ),
  ],
  [
    "GlobalMaxPooling2D",
    chainGraph(
      [BELOW, { type: "GlobalMaxPooling2D" }, { type: "Dense", settings: { units: 3 } }],
      [...SHAPE],
    ),
  ],
  [
    "a sequence",
    chainGraph(
      [
        BELOW,
        { type: "Reshape", settings: { targetShape: [42, 4] } },
        { type: "GroupNormalization", settings: { groups: 2, center: false } },
        { type: "PReLU" },
        { type: "Dense", settings: { units: 6 } },
        { type: "GlobalMaxPooling1D" },
        { type: "Dense", settings: { units: 3 } },
      ],
      [...SHAPE],
    ),
  ],
  ["branches", branches()],
];

/** Plain descent at rate 1: what a weight loses is its gradient. */
test.each(CASES)("%s: loss, gradients and updates are the onnx engine's", async (_, graph) => {
  const settings = hyperParameters.parse({ optimizer: "sgd", learningRate: 1, momentum: 0 });
  const pair = await networkPair(graph, { imageShape: SHAPE, classes: 3, hyperParameters: settings });
  const network = new TfjsNetwork(tf, pair.plan, { hyperParameters: settings, objective: pair.objective });
  network.setWeights(pair.before);
  const onnx = await pair.step(1);
  const { lossSum } = await network.step(pair.fed, { step: 1, learningRate: 1 }, pair.fill);
  expect(Math.abs(onnx - lossSum / pair.fed.count)).toBeLessThan(1e-5);
  await network.download();
  const after = network.weights();
  expect(largestGap(after, pair.before).gap).toBeGreaterThan(1e-3);
  expect(largestGap(after, pair.session.weights()).gap).toBeLessThan(1e-4);
  await network.release();
  await pair.session.release();
});

const OPTIONS = { weightDecay: 0.1, globalClipnorm: 0.2, labelSmoothing: 0.1, nesterov: true };

test.each(optimizerName.options)("five steps of %s with every option are the onnx engine's", async (name) => {
  const settings = hyperParameters.parse({ optimizer: name, learningRate: 0.01, ...OPTIONS });
  const classWeights = [0.5, 1, 3];
  const graph = chainGraph([BELOW, ...HEAD], [...SHAPE]);
  const pair = await networkPair(graph, {
    imageShape: SHAPE,
    classes: 3,
    classWeights,
    hyperParameters: settings,
  });
  const network = new TfjsNetwork(tf, pair.plan, { hyperParameters: settings, objective: pair.objective });
  network.setWeights(pair.before);
  for (let step = 1; step <= 5; step++) {
    const onnx = await pair.step(step);
    const { lossSum } = await network.step(pair.fed, { step, learningRate: 0.01 }, pair.fill);
    expect(Math.abs(onnx - lossSum / pair.fed.count)).toBeLessThan(1e-4);
  }
  await network.download();
  expect(largestGap(network.weights(), pair.session.weights()).gap).toBeLessThan(1e-4);
  expect(largestGap(network.optimizerState(), pair.session.optimizerState()).gap).toBeLessThan(1e-4);
  await network.release();
  await pair.session.release();
});

test("it computes the recorded losses and probabilities, and leaves no tensor behind", async () => {
  const before = tf.memory().numTensors;
  expect(await goldenCheck(createTfjsEngine(tf))).toMatchObject({ isGood: true });
  expect(tf.memory().numTensors).toBe(before);
});

test("Node 23 and newer, and a machine without the package, are told apart in words", async () => {
  await expect(loadTensorFlow("24.1.0")).rejects.toThrow(
    /cannot be used on Node 24\.1\.0.*Node 22 and older/,
  );
  await expect(loadTensorFlow("20.20.2")).rejects.toThrow(/TensorFlow\.js is not installed: npm install/);
});
