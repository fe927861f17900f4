import { classifyingBy } from "#server/engine/objectives/classification.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { BranchingGraph } from "#models/graph/branching-graph.ts";
import type { ChainLayer } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { LAYER_TYPES, LAYERS } from "#models/layers/index.ts";
import { PRESETS } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS, optimizerName } from "#models/training/hyper-parameters.ts";
import type { ImageShape } from "../../split.ts";
import { planNetwork } from "../../weights/network-plan.ts";
import { evaluationGraph } from "../graph/evaluation-graph.ts";
import { encodeModel } from "../graph/proto/encode-model.ts";
import type { OnnxModel } from "../graph/proto/onnx-model.ts";
import { targetFor } from "../session/target-for.ts";
import { trainingGraph } from "../graph/training-graph.ts";
import { inferValues } from "./infer-values.ts";
import { elementsOf, type ValueInfo } from "./value-info.ts";

// What is inferred of a model is held against what the runtime gives when it runs it, with every value an output.

const BATCH_SIZE = 2;
const CLASSES = 4;

function zeros({ type, dims }: ValueInfo): Tensor {
  const count = elementsOf({ type, dims });
  switch (type) {
    case "float32":
      return new Tensor(type, new Float32Array(count).fill(0.5), dims);
    case "int64":
      return new Tensor(type, new BigInt64Array(count), dims);
    case "int32":
      return new Tensor(type, new Int32Array(count), dims);
    case "uint8":
    case "bool":
      return new Tensor(type, new Uint8Array(count), dims);
  }
}

/** Values whose type or shape the runtime gives otherwise. */
async function wronglyInferred(model: OnnxModel): Promise<unknown[]> {
  const values = inferValues(model, BATCH_SIZE);
  const made = model.nodes.flatMap((node) => node.outputs);
  const outputs = made.map((name) => {
    const { type, dims } = values.get(name)!;
    return { name, type, dims: dims.map((_, axis) => `${name}/${axis}`) };
  });
  const session = await InferenceSession.create(encodeModel({ ...model, outputs }), {
    logSeverityLevel: 4,
    graphOptimizationLevel: "disabled",
  });
  const feeds = Object.fromEntries(model.inputs.map(({ name }) => [name, zeros(values.get(name)!)]));
  const given = await session.run(feeds);
  const wrong = made.filter((name) => {
    const { type, dims } = values.get(name)!;
    return given[name]?.type !== type || given[name].dims.join() !== dims.join();
  });
  await session.release();
  return wrong.map((name) => [name, values.get(name), given[name]?.dims]);
}

async function wrongInGraphs(graph: ModelGraph, inputShape: ImageShape, classes: number) {
  const plan = planNetwork(graph, { inputShape, target: numberedClasses(classes) });
  const target = await targetFor("cpu");
  const step = trainingGraph(
    plan,
    {
      hyperParameters: DEFAULT_HYPER_PARAMETERS,
      objective: classifyingBy(plan.target, { labelSmoothing: 0, classWeights: null }),
    },
    target,
  ).model;
  return [...(await wronglyInferred(step)), ...(await wronglyInferred(evaluationGraph(plan, target)))];
}

const OPTIONS: Partial<Record<string, ChainLayer["settings"]>> = {
  Dense: { units: 3 },
  GroupNormalization: { groups: 3 },
  Reshape: { targetShape: [4, 16, -1] },
};
const HEAD: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: CLASSES } }];
const INNER = LAYER_TYPES.filter((type) => type !== "Input" && type !== "Output");

test.each(INNER)("every value of a network with %s", async (type) => {
  const graph = new BranchingGraph([8, 8, 3]);
  const below: ChainLayer = { type: "Conv2D", settings: { filters: 3, kernelSize: [2, 2], padding: "same" } };
  const feeds = Array.from({ length: LAYERS[type].inputs.max === 1 ? 1 : 2 }, () =>
    graph.add(below, [graph.input]),
  );
  const isFlat = type === "Dense";
  const isOfSequences = type.endsWith("1D");
  const before: ChainLayer[] = isOfSequences
    ? [{ type: "Reshape", settings: { targetShape: [64, 3] } }]
    : isFlat
      ? [{ type: "Flatten" }]
      : [];
  const sources = feeds.map((feed) => graph.line(before, feed));
  const layer = graph.add({ type, settings: OPTIONS[type] ?? {} }, sources);
  const isUnits = isFlat || type === "Flatten" || type.startsWith("Global");
  const network = graph.finish(graph.line(isUnits ? HEAD.slice(1) : HEAD, layer));
  expect(await wrongInGraphs(network, [8, 8, 3], CLASSES)).toEqual([]);
});

/** Those at full size are made of the same layers, and take seconds. */
const isSmall = (graph: ModelGraph) =>
  analyzeGraph(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) }).totals.params < 2_000_000;
const SMALL = PRESETS.filter(({ graph }) => isSmall(graph));

test.each(SMALL.map(({ id, graph }) => [id, graph] as const))("every value of %s", async (_, graph) => {
  expect(await wrongInGraphs(graph, [64, 64, 3], 10)).toEqual([]);
});

const ALL_ON = { nesterov: true, weightDecay: 0.1, globalClipnorm: 1, labelSmoothing: 0.1 };

test.each(optimizerName.options)("every value of a step of %s", async (optimizer) => {
  const graph = new BranchingGraph([4, 4, 3]);
  const plan = planNetwork(graph.finish(graph.line(HEAD, graph.input)), {
    inputShape: [4, 4, 3],
    target: numberedClasses(CLASSES),
  });
  const classWeights = Array<number>(CLASSES).fill(2);
  for (const options of [
    { hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, optimizer }, classWeights: null },
    { hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, optimizer, ...ALL_ON }, classWeights },
  ]) {
    const { hyperParameters } = options;
    const { labelSmoothing } = hyperParameters;
    const objective = classifyingBy(plan.target, { labelSmoothing, classWeights: options.classWeights });
    const step = trainingGraph(plan, { hyperParameters, objective }, await targetFor("cpu")).model;
    expect(await wronglyInferred(step)).toEqual([]);
  }
});

test("of an operator without a rule nothing is guessed", () => {
  const model: OnnxModel = {
    name: "one of a kind",
    inputs: [{ name: "x", type: "float32", dims: ["batch", 3] }],
    outputs: [{ name: "y", type: "float32", dims: ["batch", 3] }],
    initializers: [],
    nodes: [{ op: "Novelty", domain: "", inputs: ["x"], outputs: ["y"], attributes: {} }],
    metadata: {},
  };
  expect(() => inferValues(model, BATCH_SIZE)).toThrow("Novelty");
});
