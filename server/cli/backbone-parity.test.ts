import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { mobilenetV3Small } from "#models/backbones/mobilenet-v3-small.ts";
import { torchvisionWeights } from "#models/backbones/torchvision-weights.ts";
import { GRAPH_VERSION, type GraphNode, type ModelGraph } from "#models/graph/schema.ts";
import { blobSource } from "#models/interchange/file/byte-source.ts";
import { layersOf } from "#models/interchange/network.ts";
import { ROOT } from "#server/platform/paths.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { exportModel } from "#server/engine/onnx/graph/export-model.ts";
import { ModelSession } from "#server/engine/onnx/session/model-session.ts";
import { randomStream, uniform } from "#server/engine/random/random-stream.ts";
import { encodeSafeTensors, type SafeTensor } from "#server/engine/weights/safetensors.ts";
import { startingWeights } from "#server/engine/weights/starting-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { readNetworkFile } from "#server/engine/import/read-network-file.ts";

/** Files of others, which are not part of this repository: see the documentation of the tests. */
const MODELS = process.env.PRETRAINED_MODELS ?? join(ROOT, "../shared/data/models");
const WEIGHTS = join(MODELS, "mobilenet_v3_small.safetensors");
const FEATURES = join(MODELS, "mobilenet_v3_small_features.onnx");

const reading = (bytes: Uint8Array<ArrayBuffer>) => readNetworkFile(blobSource(new Blob([bytes])));

function counts(graph: ModelGraph): { params: number; trainable: number } {
  const list = layersOf(graph);
  if (!list.ok) throw new Error(list.reason);
  const total = { params: 0, trainable: 0 };
  for (const { weights } of list.layers) {
    for (const { shape, isTrainable } of weights) {
      const count = shape.reduce((product, side) => product * side, 1);
      total.params += count;
      if (isTrainable) total.trainable += count;
    }
  }
  return total;
}

test.each(["torch", "keras"] as const)(
  "MobileNetV3-Small padded as in %s has Keras's 939,120 weights",
  (padding) => {
    const { nodes, edges, first, last } = mobilenetV3Small({ padding, frozenStages: 0 });
    const end = (id: string, type: string, settings: GraphNode["settings"]): GraphNode => ({
      id,
      name: id,
      type,
      settings,
      position: { x: 0, y: 0 },
    });
    const whole: ModelGraph = {
      version: GRAPH_VERSION,
      nodes: [end("in", "Input", { shape: [224, 224, 3] }), ...nodes, end("out", "Output", {})],
      edges: [{ source: "in", target: first, slot: 0 }, ...edges, { source: last, target: "out", slot: 0 }],
    };
    expect(counts(whole)).toEqual({ params: 939_120, trainable: 927_008 });
    const list = layersOf(whole);
    expect(list.ok && list.layers.find(({ name }) => name === last)?.shape).toEqual([7, 7, 576]);
  },
);

test("torchvision's file becomes its network with every weight in its place", async () => {
  const random = randomStream(4);
  const theirs = new Map<string, SafeTensor>();
  const list = layersOf((await transfer(fakeTensors(theirs, random))).graph);
  if (!list.ok) throw new Error(list.reason);
  const { weights } = await transfer(theirs);
  for (const { name, weights: specs } of list.layers) {
    for (const { name: weight, shape } of name === "dense" ? [] : specs) {
      expect(weights?.get(`${name}/${weight}`)?.shape).toEqual(shape);
    }
  }
  const kernel = theirs.get("features.4.block.1.0.weight");
  // [96, 1, 5, 5] there: the third channel, the second row, the fourth column.
  expect(weights?.get("expanded_conv_3_depthwise/kernel")?.data[(1 * 5 + 3) * 96 + 2]).toBe(
    kernel?.data[2 * 25 + 1 * 5 + 3],
  );
});

function fakeTensors(into: Map<string, SafeTensor>, random: ReturnType<typeof randomStream>) {
  const { nodes, edges, first, last } = mobilenetV3Small({ padding: "torch", frozenStages: 0 });
  const input = {
    id: "in",
    name: "in",
    type: "Input",
    settings: { shape: [224, 224, 3] },
    position: { x: 0, y: 0 },
  };
  const list = layersOf({
    version: GRAPH_VERSION,
    nodes: [input, ...nodes, { ...input, id: "out", name: "out", type: "Output", settings: {} }],
    edges: [{ source: "in", target: first, slot: 0 }, ...edges, { source: last, target: "out", slot: 0 }],
  });
  if (!list.ok) throw new Error(list.reason);
  const shapes = new Map(
    list.layers.flatMap(({ name, weights }) =>
      weights.map((weight) => [`${name}/${weight.name}`, weight.shape]),
    ),
  );
  for (const { key, from, order } of torchvisionWeights()) {
    const shape = order.map((_, axis) => shapes.get(key)?.[order.indexOf(axis)] ?? 0);
    const length = shape.reduce((product, side) => product * side, 1);
    into.set(from, { dtype: "F32", shape, data: Float32Array.from({ length }, () => uniform(random)) });
  }
  return into;
}

async function transfer(tensors: ReadonlyMap<string, SafeTensor>) {
  const read = await reading(Uint8Array.from(encodeSafeTensors({ tensors, metadata: {} })));
  if (!read.ok) throw new Error(read.reason);
  return read;
}

// The files come from elsewhere: where they are not, there is nothing to compare with.
test.runIf(existsSync(WEIGHTS) && existsSync(FEATURES))(
  "its features are those of torchvision's own network to 1e-4",
  async () => {
    const read = await reading(Uint8Array.from(await readFile(WEIGHTS)));
    if (!read.ok || read.weights === null) throw new Error("It is not read");
    // Fed with what already has the range, and answered by the pooled map.
    const { graph } = read;
    const bare: ModelGraph = {
      ...graph,
      nodes: graph.nodes
        .filter(({ id }) => id !== "resizing" && id !== "dense" && id !== "preprocessing")
        .map((node) => (node.id === "input" ? { ...node, settings: { shape: [224, 224, 3] } } : node)),
      edges: [
        ...graph.edges.filter(
          ({ source, target }) =>
            ![source, target].some((id) => ["resizing", "dense", "preprocessing"].includes(id)),
        ),
        { source: "input", target: "conv_pad", slot: 0 },
        { source: "pooling", target: "output", slot: 0 },
      ],
    };
    const warm = {
      ...bare,
      nodes: bare.nodes.map((node) => ({
        ...node,
        settings: { ...node.settings, ...(node.settings.trainable === false ? { trainable: true } : {}) },
      })),
    };
    const plan = planNetwork(warm, { inputShape: [224, 224, 3], target: numberedClasses(576) });
    const session = await ModelSession.open(exportModel(plan, startingWeights(plan, 1, read.weights)), {
      threads: 2,
    });
    const random = randomStream(9);
    const bytes = Uint8Array.from({ length: 224 * 224 * 3 }, () => random() % 256);
    const { logits = new Float32Array() } = await session.infer(bytes, 1, [224, 224, 3]);
    await session.release();
    const expected = await featuresOf(bytes);
    expect(logits).toHaveLength(576);
    expect(Math.max(...expected)).toBeGreaterThan(0.5);
    expect(gapOf(logits, expected)).toBeLessThan(1e-4);
  },
);

/** What the ONNX file answers to a picture of 224 x 224 in 0 to 1. */
async function featuresOf(bytes: Uint8Array): Promise<Float32Array> {
  const theirs = await InferenceSession.create(FEATURES);
  const planes = new Float32Array(bytes.length);
  for (let pixel = 0; pixel < 224 * 224; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * 224 * 224 + pixel] = (bytes[pixel * 3 + channel] as number) / 255;
    }
  }
  const { features } = await theirs.run({ input: new Tensor("float32", planes, [1, 3, 224, 224]) });
  await theirs.release();
  return features?.data as Float32Array;
}

function gapOf(values: Float32Array, expected: Float32Array): number {
  return Math.max(...values.map((value, index) => Math.abs(value - (expected[index] as number))));
}

test.runIf(existsSync(FEATURES))(
  "the ONNX file itself becomes blocks with its weights and its features",
  async () => {
    const read = await reading(Uint8Array.from(await readFile(FEATURES)));
    if (!read.ok || read.weights === null) throw new Error(read.ok ? "It has no weights" : read.reason);
    const plan = planNetwork(read.graph, { inputShape: [224, 224, 3], target: numberedClasses(576) });
    const values = startingWeights(plan, 1, read.weights);
    const session = await ModelSession.open(exportModel(plan, values), { threads: 2 });
    const random = randomStream(9);
    const bytes = Uint8Array.from({ length: 224 * 224 * 3 }, () => random() % 256);
    const { logits = new Float32Array() } = await session.infer(bytes, 1, [224, 224, 3]);
    await session.release();
    expect(gapOf(logits, await featuresOf(bytes))).toBeLessThan(1e-4);
  },
);
