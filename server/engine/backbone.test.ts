import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { mobilenetV3Small } from "#models/backbones/mobilenet-v3-small.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { parseModelText } from "#models/interchange/file/parse-model-text.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { isProof } from "#models/testing/proof.ts";
import { exportModel } from "./onnx/graph/export-model.ts";
import { onnxEngine } from "./onnx/onnx-engine.ts";
import { ModelSession } from "./onnx/session/model-session.ts";
import { randomStream, uniform } from "./random/random-stream.ts";
import type { ImageShape } from "./split.ts";
import { randomSplit } from "./testing/random-batch.ts";
import { initialWeights } from "./weights/initial-weights.ts";
import { planNetwork } from "./weights/network-plan.ts";
import { startingWeights, type StoredWeights } from "./weights/starting-weights.ts";

const imageShape: ImageShape = [64, 64, 3];
const target = numberedClasses(3);
const POOLING = "global_average_pooling2d";

/** Its pooled map and a Dense of three classes behind what gives it. */
function classifier(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ModelGraph {
  const node = (id: string, type: string, settings: GraphNode["settings"] = {}): GraphNode => ({
    id,
    name: id,
    type,
    settings,
    position: { x: 0, y: 0 },
  });
  const ends = [node("dense", "Dense", { units: 3 }), node("output", "Output")];
  return {
    version: 2,
    nodes: [...nodes, ...ends],
    edges: [
      ...edges,
      { source: POOLING, target: "dense", slot: 0 },
      { source: "dense", target: "output", slot: 0 },
    ],
  };
}

/** As `keras.applications.MobileNetV3Small(weights=None).to_json()` has it, up to its pooling. */
async function theirs(): Promise<ModelGraph> {
  const file = new URL("../cli/inspect/applications/MobileNetV3Small.json.gz", import.meta.url);
  const read = parseModelText(gunzipSync(await readFile(file)).toString());
  if (!read.ok) throw new Error(read.reason);
  const { nodes, edges } = read.graph;
  const kept = new Set([POOLING]);
  for (const id of kept)
    for (const { source } of edges.filter((edge) => edge.target === id)) kept.add(source);
  return classifier(
    nodes.filter(({ id }) => kept.has(id)),
    edges.filter((edge) => kept.has(edge.target)),
  );
}

function ours(keras: ModelGraph): ModelGraph {
  const { nodes, edges, first, last } = mobilenetV3Small({ padding: "keras", frozenStages: 0 });
  const around = keras.nodes.filter(({ id }) => ["input_layer", "rescaling", POOLING].includes(id));
  return classifier(
    [...around, ...nodes],
    [
      { source: "input_layer", target: "rescaling", slot: 0 },
      { source: "rescaling", target: first, slot: 0 },
      ...edges,
      { source: last, target: POOLING, slot: 0 },
    ],
  );
}

async function bothFromTheSame() {
  const keras = await theirs();
  const own = ours(keras);
  const plan = planNetwork(own, { inputShape: imageShape, target });
  const random = randomStream(3);
  const weights: StoredWeights = new Map(
    [...initialWeights(plan, 5)].map(([key, values]) => [
      key,
      {
        shape: plan.weights.find((weight) => weight.key === key)?.shape ?? [],
        data: key.endsWith("/kernel") ? values : values.map((value) => value + 0.2 * uniform(random)),
      },
    ]),
  );
  return { graphs: [keras, own] as const, weights };
}

test("with Keras's padding, MobileNetV3-Small answers as Keras's own network does with the same weights", async () => {
  const { graphs, weights } = await bothFromTheSame();
  const { images } = randomSplit(2, { shape: imageShape, classes: 3, seed: 2 });
  const answers = await Promise.all(
    graphs.map(async (graph) => {
      const plan = planNetwork(graph, { inputShape: imageShape, target });
      const session = await ModelSession.open(exportModel(plan, startingWeights(plan, 1, weights)), {
        threads: 1,
      });
      const { logits = new Float32Array() } = await session.infer(images, 2, imageShape);
      await session.release();
      return [...logits];
    }),
  );
  const [keras = [], own = []] = answers;
  expect(new Set(keras).size).toBeGreaterThan(3);
  for (const [index, value] of own.entries()) expect(value).toBeCloseTo(keras[index] ?? Number.NaN, 4);
});

test.runIf(isProof)("and trains as it does", async () => {
  const { graphs, weights } = await bothFromTheSame();
  const train = (graph: ModelGraph) =>
    onnxEngine.train({
      graph,
      target,
      imageShape,
      hyperParameters: hyperParameters.parse({ epochs: 1, batchSize: 6, learningRate: 0.001 }),
      train: randomSplit(12, { shape: imageShape, classes: 3, seed: 1 }),
      validation: randomSplit(6, { shape: imageShape, classes: 3, seed: 2 }),
      threads: 2,
      startFrom: weights,
    });
  const [a, b] = [await train(graphs[0]), await train(graphs[1])];
  expect([...a.weights.keys()].toSorted()).toEqual([...b.weights.keys()].toSorted());
  expect(b.epochs[0]?.train.loss).toBeCloseTo(a.epochs[0]?.train.loss ?? Number.NaN, 4);
  expect(b.epochs[0]?.validation.loss).toBeCloseTo(a.epochs[0]?.validation.loss ?? Number.NaN, 3);
});
