import { nextLayerName } from "../graph/layer-name.ts";
import { layerName } from "../graph/node-schema.ts";
import {
  GRAPH_VERSION,
  modelGraph,
  type GraphEdge,
  type GraphNode,
  type ModelGraph,
} from "../graph/schema.ts";
import { LAYER_TYPES, layerOf } from "../layers/index.ts";
import { canFreeze, TRAINABLE } from "../layers/trainable.ts";
import { settleAxes } from "./settle-axes.ts";
import { inputShape } from "./input-shape.ts";
import { own } from "./json.ts";
import type { KerasVersion } from "./keras-version.ts";
import { Notes } from "./notes.ts";
import { readLayer } from "./read-layer.ts";
import type { FileLayer, FileModel, SavedAs } from "./file-model.ts";
import { readModel } from "./read-model.ts";
import { Refusal } from "./refusal.ts";
import { splitLayers } from "./split-layers.ts";

export type FromKerasResult =
  | {
      ok: true;
      graph: ModelGraph;
      /** What was left out or is to be known, in words. */
      notes: string[];
      /** By a block's name, where the file keeps its weights. */
      savedAs: ReadonlyMap<string, SavedAs>;
    }
  | { ok: false; reason: string };

/**
 * The network of a parsed TensorFlow.js `model.json` (layers format), Keras JSON of Keras 2 or 3, or the `config.json`
 * of a `.keras` file. All blocks lie at one place: arrange them. Weights are no part of it. A number that is out of
 * bounds here passes with a note, for the canvas says so; a layer, a value or a connection that has no counterpart is refused.
 * @param saidVersion of Keras, where it stands beside the JSON.
 */
export function fromKeras(json: unknown, saidVersion?: string): FromKerasResult {
  try {
    return build(splitLayers(readModel(json, saidVersion)));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}

type Draft = { nodes: GraphNode[]; edges: GraphEdge[]; notes: Notes };

function build({ version, layers, output }: FileModel): FromKerasResult {
  const names = ourNames(layers);
  const draft: Draft = { nodes: [], edges: [], notes: new Notes() };
  const axes = new Map<string, number>();
  for (const layer of layers) {
    const id = names.get(layer.name) ?? "";
    if (layer.className === "InputLayer") {
      draft.nodes.push(newNode(id, "Input", { shape: inputShape(layer, draft.notes) }));
      continue;
    }
    const { type, settings, axis } = readLayer(layer, { version, notes: draft.notes });
    const isFrozen = own(layer.config, "trainable") === false && canFreeze(type);
    draft.nodes.push(newNode(id, type, isFrozen ? { ...settings, [TRAINABLE]: false } : settings));
    if (isFrozen) draft.notes.add("%s {is|are} frozen, as in the file", id);
    if (axis !== null) axes.set(id, axis);
    noteVersion(id, settings, { version, notes: draft.notes });
    for (const [slot, input] of layer.inputs.entries()) {
      const source = names.get(input);
      if (source === undefined) throw new Refusal(`${layer.name} reads ${input}, which is not there`);
      if (draft.edges.some((edge) => edge.source === source && edge.target === id)) {
        throw new Refusal(`${layer.name} reads ${input} twice; two blocks have one connection`);
      }
      draft.edges.push({ source, target: id, slot });
    }
  }
  requireOneInput(draft);
  const last = names.get(output);
  if (last === undefined) throw new Refusal(`The model's output is ${output}, which is not there`);
  const { nodes: settled } = settleAxes(asGraph(draft), axes);
  const whole = { ...draft, nodes: settled };
  endInOutput(whole, last);
  const graph = asGraph(whole);
  const savedAs = layers.flatMap((layer): [string, SavedAs][] =>
    layer.savedAs === undefined ? [] : [[names.get(layer.name) ?? "", layer.savedAs]],
  );
  return { ok: true, graph, notes: draft.notes.list(), savedAs: new Map(savedAs) };
}

/** A Keras name is kept where a block can bear it. */
function ourNames(layers: readonly FileLayer[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken: { name: string }[] = [];
  // Names that can stay go first, so that none of them is taken by one that must change.
  const canStay = (name: string) => layerName.safeParse(name).success;
  for (const { name } of layers.toSorted((a, b) => Number(canStay(b.name)) - Number(canStay(a.name)))) {
    if (names.has(name)) throw new Refusal(`${name}: two layers are named so`);
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

type Reading = { version: KerasVersion; notes: Notes };

/** What an older Keras means by the same word. */
function noteVersion(id: string, settings: GraphNode["settings"], { version, notes }: Reading): void {
  if (version === 2 && settings.activation === "hard_sigmoid") {
    notes.add("%s: hard_sigmoid of Keras 2 rises by 1/5, the one here by 1/6", id);
  }
}

function requireOneInput({ nodes, notes, edges }: Draft): void {
  const inputs = nodes.filter(({ type }) => type === "Input");
  if (inputs.length !== 1) {
    throw new Refusal(`The model has ${inputs.length} inputs; Strata takes networks with one`);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const next = new Map(edges.map(({ source, target }) => [source, target]));
  let id = next.get(inputs[0]?.id ?? "");
  // What leaves the range of pixels as it is may stand before it.
  for (let left = nodes.length; left > 0 && KEEPS_RANGE.has(byId.get(id ?? "")?.type ?? ""); left--) {
    id = next.get(id ?? "");
  }
  const first = byId.get(id ?? "");
  const said = first?.type === "Rescaling" ? first.settings.scale : undefined;
  const scale = Math.max(...[said].flat().map((each) => Math.abs(Number(each))));
  if (first !== undefined && scale !== 0 && scale < 0.02) {
    notes.add(
      "%s scales pixels of 0 to 255; here they arrive as 0 to 1: remove it, or set its scale",
      first.id,
    );
  }
}

const KEEPS_RANGE = new Set([
  ...LAYER_TYPES.filter((type) => layerOf(type)?.category === "augmentation"),
  "Resizing",
  "Cropping2D",
  "ZeroPadding2D",
  "Identity",
]);

/** Output applies softmax itself, so a softmax at the end of the model goes. */
function endInOutput({ nodes, edges, notes }: Draft, last: string): void {
  const id = nextLayerName({ nodes }, "Output");
  const node = nodes.find((candidate) => candidate.id === last);
  const leadsOn = edges.some(({ source }) => source === last);
  let logits = last;
  if (node?.settings.activation === "softmax" && !leadsOn) {
    notes.add("Left out: the softmax of %s, which Output applies", last);
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
    layer === undefined ? `The model is too large: ${issue?.message}` : `${layer}: ${issue?.message}`,
  );
}
