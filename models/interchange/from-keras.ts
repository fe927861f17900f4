import { analyzeGraph } from "../graph/analyze.ts";
import { nextLayerName } from "../graph/layer-name.ts";
import { layerName } from "../graph/node-schema.ts";
import {
  GRAPH_VERSION,
  modelGraph,
  type GraphEdge,
  type GraphNode,
  type ModelGraph,
} from "../graph/schema.ts";
import { own } from "./json.ts";
import { dtypeOf, readLayer } from "./read-layer.ts";
import { readModel, type FileLayer, type FileModel } from "./read-model.ts";
import { Refusal } from "./refusal.ts";
import { splitLayers } from "./split-layers.ts";

export type FromKerasResult =
  | { ok: true; graph: ModelGraph; /** What was left out or is to be known, in words. */ notes: string[] }
  | { ok: false; reason: string };

/**
 * The network of a parsed TensorFlow.js `model.json` (layers format), Keras JSON of Keras 2 or 3, or the `config.json`
 * of a `.keras` file. All blocks lie at one place: arrange them. Weights are no part of it. A setting that is out of
 * bounds here passes, for the canvas says so; a layer, a value or a connection that has no counterpart is refused.
 */
export function fromKeras(json: unknown): FromKerasResult {
  try {
    return build(splitLayers(readModel(json)));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}

type Draft = { nodes: GraphNode[]; edges: GraphEdge[]; notes: string[] };

function build({ version, layers, output }: FileModel): FromKerasResult {
  const names = ourNames(layers);
  const draft: Draft = { nodes: [], edges: [], notes: [] };
  const axes = new Map<string, number>();
  for (const layer of layers) {
    const id = names.get(layer.name) ?? "";
    if (layer.className === "InputLayer") {
      draft.nodes.push(newNode(id, "Input", { shape: inputShape(layer, draft.notes) }));
      continue;
    }
    const { type, settings, axis, notes } = readLayer(layer, version);
    draft.nodes.push(newNode(id, type, settings));
    draft.notes.push(...notes);
    if (axis !== null) axes.set(id, axis);
    if (version === 2 && settings.activation === "hard_sigmoid") {
      draft.notes.push(`${id}: hard_sigmoid of Keras 2 rises by 1/5, the one here by 1/6`);
    }
    for (const [slot, input] of layer.inputs.entries()) {
      const source = names.get(input);
      if (source === undefined)
        throw new Refusal(`The layer ${layer.name} reads ${input}, which is not there`);
      if (draft.edges.some((edge) => edge.source === source && edge.target === id)) {
        throw new Refusal(`The layer ${layer.name} reads ${input} twice; two blocks have one connection`);
      }
      draft.edges.push({ source, target: id, slot });
    }
  }
  requireOneInput(draft);
  const last = names.get(output);
  if (last === undefined) throw new Refusal(`The model's output is ${output}, which is not there`);
  endInOutput(draft, last);
  const graph = asGraph(draft);
  const shapes = checkedShapes(graph);
  for (const [id, axis] of axes) {
    const rank = shapes.get(id)?.length;
    if (rank !== undefined && axis !== rank) {
      throw new Refusal(`The layer ${id} works on axis ${axis}; Strata has the last axis only, here ${rank}`);
    }
  }
  return { ok: true, graph, notes: [...new Set(draft.notes)] };
}

/** A Keras name is kept where a block can bear it. */
function ourNames(layers: readonly FileLayer[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken: { name: string }[] = [];
  // Names that can stay go first, so that none of them is taken by one that must change.
  const canStay = (name: string) => layerName.safeParse(name).success;
  for (const { name } of layers.toSorted((a, b) => Number(canStay(b.name)) - Number(canStay(a.name)))) {
    if (names.has(name)) throw new Refusal(`Two layers are named ${name}`);
    const base = name
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, "_")
      .replace(/^[^a-z]+/, "")
      .slice(0, 56);
    const id = canStay(name) ? name : nextLayerName({ nodes: taken }, base === "" ? "layer" : base);
    names.set(name, id);
    taken.push({ name: id });
  }
  return names;
}

function newNode(id: string, type: string, settings: GraphNode["settings"]): GraphNode {
  return { id, name: id, type, settings, position: { x: 0, y: 0 } };
}

const USUAL_SHAPE = [64, 64, 3];

function inputShape({ name, config }: FileLayer, notes: string[]): number[] {
  const dtype = dtypeOf(config);
  if (dtype !== "float32") notes.push(`${name} takes ${dtype}; here pixels arrive as float32, 0 to 1`);
  const shape = own(config, "batch_shape") ?? own(config, "batch_input_shape");
  if (shape === undefined || shape === null) {
    notes.push(`The input's shape is not said: ${USUAL_SHAPE.join(" x ")} is taken`);
    return USUAL_SHAPE;
  }
  if (!Array.isArray(shape) || (shape.length !== 4 && shape.length !== 3)) {
    throw new Refusal(
      `The input ${name} is neither a picture nor a sequence: expected batch, height, width and channels, or batch, steps and channels`,
    );
  }
  if (shape.length === 3 && shape.slice(1).some((side) => typeof side !== "number")) {
    throw new Refusal(`The input ${name} is a sequence of open length; Strata needs its steps and channels`);
  }
  return shape.slice(1).map((side: unknown, axis) => {
    if (typeof side === "number") return side;
    notes.push(`The input's size is open: ${USUAL_SHAPE[axis]} is taken`);
    return USUAL_SHAPE[axis] ?? 0;
  });
}

function requireOneInput({ nodes, notes, edges }: Draft): void {
  const inputs = nodes.filter(({ type }) => type === "Input");
  if (inputs.length !== 1) {
    throw new Refusal(`The model has ${inputs.length} inputs; Strata takes networks with one`);
  }
  const first = nodes.find(({ id }) =>
    edges.some((edge) => edge.source === inputs[0]?.id && edge.target === id),
  );
  const scale = first?.type === "Rescaling" ? first.settings.scale : undefined;
  if (typeof scale === "number" && scale !== 0 && Math.abs(scale) < 0.02) {
    notes.push(
      `${first?.id} scales pixels of 0 to 255; here they arrive as 0 to 1: remove it, or set its scale`,
    );
  }
}

/** Output applies softmax itself, so a softmax at the end of the model goes. */
function endInOutput({ nodes, edges, notes }: Draft, last: string): void {
  const id = nextLayerName({ nodes }, "Output");
  const node = nodes.find((candidate) => candidate.id === last);
  const leadsOn = edges.some(({ source }) => source === last);
  let logits = last;
  if (node?.settings.activation === "softmax" && !leadsOn) {
    notes.push(`Left out: the softmax of ${last}, which Output applies`);
    const before = edges.findIndex(({ target }) => target === last);
    if (node.type === "Activation" && before !== -1) {
      logits = edges[before]?.source ?? last;
      edges.splice(before, 1);
      nodes.splice(nodes.indexOf(node), 1);
    } else node.settings = { ...node.settings, activation: "linear" };
  }
  nodes.push(newNode(id, "Output", {}));
  edges.push({ source: logits, target: id, slot: 0 });
}

function asGraph({ nodes, edges }: Draft): ModelGraph {
  const parsed = modelGraph.safeParse({
    version: GRAPH_VERSION,
    nodes,
    edges,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const layer = issue?.path[0] === "nodes" ? nodes[Number(issue.path[1])]?.id : undefined;
  throw new Refusal(
    layer === undefined
      ? `The model is too large: ${issue?.message}`
      : `The layer ${layer}: ${issue?.message}`,
  );
}

/** First input shape of every block. @throws Refusal for a model whose layers lead back to themselves. */
function checkedShapes(graph: ModelGraph): Map<string, readonly number[]> {
  const input = graph.nodes.find(({ type }) => type === "Input")?.settings.shape;
  const analysis = analyzeGraph(graph, { inputShape: (input ?? []) as number[], target: null });
  const broken = analysis.issues.find(({ code }) => code === "CYCLE");
  if (broken !== undefined) throw new Refusal(`The model cannot be read. ${broken.message}`);
  return new Map(
    Object.entries(analysis.nodes).flatMap(([id, { inputs }]) =>
      inputs[0] === undefined ? [] : [[id, inputs[0]]],
    ),
  );
}
