import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { diffNetworks } from "#models/graph/diff.ts";
import { fromKeras, type FromKerasResult } from "#models/interchange/from-keras.ts";
import { whyNoTfjs } from "#models/interchange/why-no-tfjs.ts";
import { PRESETS } from "#models/presets/index.ts";
import type { ImageShape } from "../split.ts";
import { imageShapeOf, settingCases } from "../testing/setting-cases.ts";
import { exportedNetwork, resized, unzipped } from "./testing.ts";
import { tfjsArchive } from "./tfjs-archive.ts";

beforeAll(async () => {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
});

/** The largest difference between the logits of TensorFlow.js and ONNX Runtime, and what it writes of the network. */
async function compare(
  graph: ModelGraph,
  shape: ImageShape,
): Promise<{ gap: number; back: FromKerasResult }> {
  const { source, images, logits, close } = await exportedNetwork(graph, shape);
  const files = await unzipped(await tfjsArchive(source));
  await close();
  const { modelTopology, weightsManifest } = JSON.parse(files.get("model.json")?.toString() ?? "") as {
    modelTopology: object;
    weightsManifest: [{ weights: tf.io.WeightsManifestEntry[] }];
  };
  const weightData = Uint8Array.from(files.get("weights.bin") ?? []).buffer;
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  );
  const pixels = tf.tensor4d(
    Float32Array.from(images, (byte) => byte / 255),
    [2, ...shape],
  );
  const found = (model.predict(pixels) as tf.Tensor).dataSync();
  expect(found).toHaveLength(logits.length);
  const gap = Math.max(...logits.map((logit, i) => Math.abs(logit - (found[i] ?? Number.NaN))));
  const written: unknown = model.toJSON(null, false);
  return { gap, back: fromKeras({ modelTopology: JSON.parse(JSON.stringify(written)) }) };
}

/** TensorFlow.js writes a pooling's strides where they are left out too. */
function withStrides(graph: ModelGraph): ModelGraph {
  const nodes = graph.nodes.map((node) => {
    if (!/^(Max|Average)Pooling2D$/.test(node.type)) return node;
    return { ...node, settings: { strides: node.settings.poolSize ?? [2, 2], ...node.settings } };
  });
  return { ...graph, nodes };
}

test.each(PRESETS.map(({ id, graph }) => [id, graph] as const))(
  "%s loaded by tfjs-layers gives the same logits, and what it saves imports again",
  async (_, graph) => {
    const small = resized(graph, [16, 16, 3]);
    const { gap, back } = await compare(small, [16, 16, 3]);
    expect(gap).toBeLessThan(1e-5);
    expect(back.ok ? back.notes : back.reason).toEqual([]);
    expect(back.ok && diffNetworks(withStrides(small), back.graph)).toEqual({
      added: [],
      removed: [],
      changed: [],
      isRewired: false,
    });
  },
);

const head: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }];
test.each<[string, ChainLayer[]]>([
  ["groups", [{ type: "Conv2D", settings: { filters: 6, groups: 3, activation: "silu" } }]],
  ["dilation", [{ type: "Conv2D", settings: { filters: 4, dilationRate: [2, 1], padding: "same" } }]],
  [
    "depthwise dilation",
    [{ type: "DepthwiseConv2D", settings: { depthMultiplier: 2, dilationRate: [2, 1], padding: "same" } }],
  ],
  [
    "separable dilation",
    [{ type: "SeparableConv2D", settings: { filters: 4, depthMultiplier: 2, dilationRate: [1, 2] } }],
  ],
  ["hard_silu", [{ type: "Conv2D", settings: { filters: 4, activation: "hard_silu" } }]],
  ["leaky_relu", [{ type: "Conv2D", settings: { filters: 4, activation: "leaky_relu" } }]],
  ["mish", [{ type: "Activation", settings: { activation: "mish" } }]],
  ["hard_sigmoid", [{ type: "Activation", settings: { activation: "hard_sigmoid" } }]],
  ["gelu", [{ type: "Activation", settings: { activation: "gelu" } }]],
  ["elu", [{ type: "Activation", settings: { activation: "elu" } }]],
  ["softplus", [{ type: "Activation", settings: { activation: "softplus" } }]],
  ["softmax", [{ type: "Activation", settings: { activation: "softmax" } }]],
  [
    "what is off after training",
    [
      { type: "SpatialDropout2D", settings: { rate: 0.4 } },
      { type: "GaussianNoise", settings: { stddev: 1 } },
      { type: "Dropout", settings: { rate: 0.4 } },
    ],
  ],
  [
    "normalization and shapes",
    [
      { type: "Rescaling", settings: { scale: 2, offset: -1 } },
      {
        type: "ZeroPadding2D",
        settings: {
          padding: [
            [1, 2],
            [0, 3],
          ],
        },
      },
      {
        type: "Conv2D",
        settings: { filters: 4, strides: [2, 1], kernelInitializer: "he_normal", kernelL2: 0.1 },
      },
      { type: "BatchNormalization", settings: { scale: false } },
      { type: "LayerNormalization" },
      { type: "LeakyReLU" },
      { type: "UpSampling2D", settings: { size: [1, 2] } },
      { type: "AveragePooling2D", settings: { poolSize: [3, 3], padding: "same" } },
      { type: "Reshape", settings: { targetShape: [-1] } },
    ],
  ],
  [
    "maps painted larger, with output padding and dilation",
    [
      {
        type: "Conv2DTranspose",
        settings: { filters: 4, strides: [2, 3], outputPadding: [1, 2], activation: "hard_silu" },
      },
      {
        type: "Conv2DTranspose",
        settings: { filters: 3, kernelSize: [4, 3], strides: 2, padding: "same", outputPadding: [0, 1] },
      },
      {
        type: "Conv2DTranspose",
        settings: { filters: 2, kernelSize: [1, 2], strides: 3, outputPadding: [0, 1] },
      },
      {
        type: "Conv2DTranspose",
        settings: { filters: 2, kernelSize: 2, dilationRate: [3, 2], padding: "same" },
      },
    ],
  ],
])("%s", async (_, layers) => {
  const { gap } = await compare(chainGraph([...layers, ...head], [8, 8, 3]), [8, 8, 3]);
  expect(gap).toBeLessThan(1e-5);
});

const cases = settingCases(10);

test("TensorFlow.js lacks what resizes maps and causal padding, and nothing else", () => {
  const lacking = cases.filter(({ graph }) => whyNoTfjs(graph) !== null).map(({ name }) => name);
  const others = lacking.filter((name) => !name.startsWith("Resizing"));
  expect(others).toEqual(['Conv1D, padding "causal"', 'UpSampling2D, interpolation "bilinear"']);
});

test.each(cases.filter(({ graph }) => whyNoTfjs(graph) === null))(
  "$name loaded by tfjs-layers gives the same logits",
  async ({ graph, type }) => {
    const { gap } = await compare(graph, imageShapeOf(type));
    expect(gap).toBeLessThan(1e-5);
  },
);
