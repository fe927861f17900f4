import type { Shape, WeightSpec } from "../layers/define-layer.ts";
import { isLayerType, type LayerSettings, type LayerType } from "../layers/index.ts";
import { analyzeGraph, type GraphAnalysis, type GraphTarget, type GraphTotals } from "./analyze.ts";
import type { GraphIssue } from "./graph-issue.ts";
import type { ModelGraph } from "./schema.ts";

export type CompiledWeight = WeightSpec & {
  /** `<layer>/<weight>`, as Keras calls it. */
  key: string;
  /** The layer's name. */
  layer: string;
};

export type LayerFacts = {
  /** Keras's name: a network knows no ids. */
  name: string;
  /** Names of the layers that it reads, in the order of its inputs. */
  inputs: readonly string[];
  inputShapes: readonly Shape[];
  shape: Shape;
  weights: readonly CompiledWeight[];
  /** Trainable and not. */
  params: number;
  /** Multiply-adds of one image's forward pass. */
  macs: number;
  /** Its weights stay as they begin; what normalizes by moving statistics keeps to them. */
  isFrozen: boolean;
};

/** A layer of a whole network, with the settings of its kind, defaults filled in. */
export type CompiledLayer = {
  [Type in LayerType]: LayerFacts & { type: Type; settings: LayerSettings<Type> };
}[LayerType];

/** What a graph means once nothing is wrong with it: the one form that engine, exports and costs are made of. */
export type CompiledNetwork = {
  /** Each after all that it reads. */
  layers: readonly CompiledLayer[];
  weights: readonly CompiledWeight[];
  /** The layer that pictures enter by. */
  input: string;
  /** The layer that leads into Output. */
  logits: string;
  totals: GraphTotals;
};

export type CompiledGraph = {
  /** Null while there is an error; that nothing can be learned, or too much, is none for who does not train. */
  network: CompiledNetwork | null;
  analysis: GraphAnalysis;
};

const OF_TRAINING: ReadonlySet<GraphIssue["code"]> = new Set([
  "NO_WEIGHTS",
  "TOO_MANY_PARAMS",
  "TOO_MUCH_MEMORY",
]);

/** Checks a graph and gives the network that it means. Never throws: what is wrong is in the analysis. */
export function compileGraph(graph: ModelGraph, target: GraphTarget): CompiledGraph {
  const analysis = analyzeGraph(graph, target);
  const isBroken = analysis.issues.some(
    ({ severity, code }) => severity === "error" && !OF_TRAINING.has(code),
  );
  if (isBroken) return { network: null, analysis };
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const nameOf = (id: string) => nodes.get(id)?.name ?? "";
  const layers = analysis.order.flatMap((id): CompiledLayer[] => {
    const { name = "", type = "" } = nodes.get(id) ?? {};
    const found = analysis.nodes[id];
    if (found === undefined || found.shape === null || !isLayerType(type)) return [];
    const { settings, sources, inputs, shape, params, macs, isFrozen } = found;
    const weights = found.weights.map((weight) => ({
      ...weight,
      layer: name,
      key: `${name}/${weight.name}`,
    }));
    const counts = { params, macs, isFrozen };
    const facts = { name, inputs: sources.map(nameOf), inputShapes: inputs, shape, weights, ...counts };
    // The settings have been parsed by the schema of this very type.
    return [{ ...facts, type, settings } as CompiledLayer];
  });
  const network = {
    layers,
    weights: layers.flatMap(({ weights }) => weights),
    input: layers.find(({ type }) => type === "Input")?.name ?? "",
    logits: layers.find(({ type }) => type === "Output")?.inputs[0] ?? "",
    totals: analysis.totals,
  };
  return { network, analysis };
}
