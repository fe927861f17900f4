import { compileGraph, type LayerFacts } from "../graph/compile.ts";
import { firstError } from "../graph/first-error.ts";
import type { ModelGraph } from "../graph/schema.ts";
import type { WeightSpec } from "../layers/define-layer.ts";
import type { LayerType } from "../layers/index.ts";

/** A layer of a network that can be trained, as a file format needs it. */
export type NetworkLayer = Pick<LayerFacts, "name" | "inputs" | "inputShapes" | "shape"> & {
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

export type NetworkResult =
  | { ok: true; network: Network; /** Why it cannot be trained here as it is. */ tooLarge: readonly string[] }
  | { ok: false; reason: string };

/** The layers of a graph that is whole; the first thing that is wrong otherwise. */
export function networkOf(graph: ModelGraph): NetworkResult {
  const shape = graph.nodes.find(({ type }) => type === "Input")?.settings.shape;
  const inputShape = Array.isArray(shape) ? shape.map(Number) : [64, 64, 3];
  const { network, analysis } = compileGraph(graph, { inputShape, target: null });
  if (network === null) {
    return { ok: false, reason: firstError(graph, analysis.issues) ?? "The network is not whole" };
  }
  const { input, logits } = network;
  const layers = network.layers.flatMap((layer): NetworkLayer[] => (layer.type === "Output" ? [] : [layer]));
  const errors = analysis.issues.filter(({ severity }) => severity === "error");
  const tooLarge = errors.filter(({ code }) => code !== "NO_WEIGHTS").map(({ message }) => message);
  return { ok: true, network: { layers: inKerasOrder(layers, logits), input, logits }, tooLarge };
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
