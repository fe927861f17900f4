import { compileGraph, type LayerFacts } from "../graph/compile.ts";
import type { GraphIssue } from "../graph/graph-issue.ts";
import { firstError } from "../graph/first-error.ts";
import type { ModelGraph } from "../graph/schema.ts";
import type { WeightSpec } from "../layers/define-layer.ts";
import { isLayerType, type LayerType } from "../layers/index.ts";

/** A layer of a network that can be trained, as a file format needs it. */
export type NetworkLayer = Pick<LayerFacts, "name" | "inputs" | "inputShapes" | "shape" | "isFrozen"> & {
  type: Exclude<LayerType, "Output">;
  /** Parsed, defaults filled in. */
  settings: Readonly<Record<string, unknown>>;
  weights: readonly WeightSpec[];
};

/** Without Output: softmax is left to who loads the file, so that it gives logits. */
export type Network = {
  /** Each after all that it reads. */
  layers: readonly NetworkLayer[];
  input: string;
  /** The layer whose output are the logits. */
  logits: string;
};

export type NetworkResult = { ok: true; network: Network } | { ok: false; reason: string };

/** The layers of a graph that is whole; the first thing that is wrong otherwise. */
export function networkOf(graph: ModelGraph): NetworkResult {
  const { network, analysis } = compileGraph(graph, { inputShape: inputShapeOf(graph), target: null });
  if (network === null) {
    return { ok: false, reason: firstError(graph, analysis.issues) ?? "The network is not whole" };
  }
  const { input, logits } = network;
  const layers = network.layers.flatMap((layer): NetworkLayer[] => (layer.type === "Output" ? [] : [layer]));
  return { ok: true, network: { layers: inKerasOrder(layers, logits), input, logits } };
}

export type LayerList =
  | {
      ok: true;
      layers: readonly NetworkLayer[];
      input: string;
      /** Why the network cannot be trained as it is, though every layer of it can be: its size, or what it ends in. */
      problems: readonly string[];
    }
  | { ok: false; reason: string };

const OF_THE_WHOLE = new Set(["TOO_MANY_PARAMS", "TOO_MUCH_MEMORY"]);

/** The layers of a graph in which each is right, in Keras's order; the first thing that is wrong with a layer otherwise. */
export function layersOf(graph: ModelGraph): LayerList {
  const { analysis } = compileGraph(graph, { inputShape: inputShapeOf(graph), target: null });
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const errors = analysis.issues.filter(
    ({ severity, code }) => severity === "error" && code !== "NO_WEIGHTS",
  );
  const isOfLayer = ({ nodeId, code }: GraphIssue) =>
    nodeId === undefined ? !OF_THE_WHOLE.has(code) : nodes.get(nodeId)?.type !== "Output";
  const reason = firstError(graph, errors.filter(isOfLayer));
  if (reason !== null) return { ok: false, reason };
  const nameOf = (id: string | undefined) => nodes.get(id ?? "")?.name ?? "";
  const layers = analysis.order.flatMap((id): NetworkLayer[] => {
    const { name = "", type = "" } = nodes.get(id) ?? {};
    const found = analysis.nodes[id];
    if (found === undefined || found.shape === null || !isLayerType(type) || type === "Output") return [];
    const { shape, inputs, sources, weights, isFrozen } = found;
    const settings = found.settings as NetworkLayer["settings"];
    const facts = { weights, shape, isFrozen, inputs: sources.map(nameOf), inputShapes: inputs };
    return [{ name, type, settings, ...facts }];
  });
  const ofType = (type: string) => graph.nodes.find((node) => node.type === type)?.id ?? "";
  const logits = nameOf(analysis.nodes[ofType("Output")]?.sources[0]);
  return {
    ok: true,
    layers: inKerasOrder(layers, logits),
    input: nameOf(ofType("Input")),
    problems: errors.map(({ message }) => message),
  };
}

function inputShapeOf(graph: ModelGraph): number[] {
  const shape = graph.nodes.find(({ type }) => type === "Input")?.settings.shape;
  return Array.isArray(shape) ? shape.map(Number) : [64, 64, 3];
}

/**
 * The order of `model.layers` in Keras, by which a `.keras` file numbers its weights: farthest from the output first,
 * then as a depth-first walk from the output comes across them. Source: `map_graph` in keras/src/ops/function.py.
 */
function inKerasOrder(layers: readonly NetworkLayer[], logits: string): NetworkLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const seenAt = new Map<string, number>();
  const waiting = [logits];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seenAt.has(name)) continue;
    seenAt.set(name, seenAt.size);
    waiting.push(...(byName.get(name)?.inputs ?? []).toReversed());
  }
  const depths = new Map<string, number>();
  for (const { name, inputs } of layers.toReversed()) {
    const depth = depths.get(name) ?? 0;
    depths.set(name, depth);
    for (const input of inputs) depths.set(input, Math.max(depth + 1, depths.get(input) ?? 0));
  }
  const rank = (of: ReadonlyMap<string, number>, { name }: NetworkLayer) => of.get(name) ?? 0;
  return layers.toSorted((a, b) => rank(depths, b) - rank(depths, a) || rank(seenAt, a) - rank(seenAt, b));
}
