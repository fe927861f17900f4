import { analyzeGraph } from "#models/graph/analyze.ts";
import { sourcesOf } from "#models/graph/group-edges.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { Shape, WeightSpec } from "#models/layers/define-layer.ts";
import type { Size2d } from "#models/layers/settings/size2d.ts";
import { isLayerType, layerOf, type LayerType } from "#models/layers/index.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { EngineError } from "../engine-error.ts";
import type { ImageShape } from "../split.ts";

export type PlannedWeight = WeightSpec & {
  /** `<layer>/<weight>`, as Keras calls it. */
  key: string;
  node: string;
};

export type PlannedLayer = {
  /** The layer's Keras name. */
  id: string;
  type: LayerType;
  settings: unknown;
  /** Names of the layers that it reads, in the order of its inputs. */
  sources: readonly string[];
  inputShapes: readonly Shape[];
  shape: Shape;
  weights: readonly PlannedWeight[];
  /** Rows and columns of zeros around the input that are not part of `inputShapes`, see `foldBorders`. */
  border?: Border;
};

/** Rows and columns before and after. */
export type Border = { before: Size2d; after: Size2d };

/** A checked graph, its layers in the order in which they are computed. */
export type NetworkPlan = {
  layers: readonly PlannedLayer[];
  weights: readonly PlannedWeight[];
  inputShape: ImageShape;
  target: TaskTarget;
  /** How many numbers the network gives for one picture, see `TaskDefinition.output`. */
  outputLength: number;
  /** Trainable and not. */
  params: number;
};

/** @throws EngineError INVALID_GRAPH with the first thing that is wrong. */
export function planNetwork(
  graph: ModelGraph,
  { inputShape, target }: { inputShape: ImageShape; target: TaskTarget },
): NetworkPlan {
  const analysis = analyzeGraph(graph, { inputShape, target });
  const problem = analysis.issues.find((issue) => issue.severity === "error");
  if (!analysis.isTrainable || problem) {
    throw new EngineError("INVALID_GRAPH", problem?.message ?? "This network cannot be trained");
  }
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const layers = analysis.order.map((nodeId): PlannedLayer => {
    const { name: id = "", type = "" } = nodes.get(nodeId) ?? {};
    const result = analysis.nodes[nodeId];
    if (!result?.shape || !isLayerType(type)) throw new EngineError("INVALID_GRAPH", `${id} has no shape`);
    const specs = layerOf(type)?.weights(result.inputs, result.settings) ?? [];
    return {
      id,
      type,
      settings: result.settings,
      sources: sourcesOf(graph, nodeId).map((source) => nodes.get(source)?.name ?? ""),
      inputShapes: result.inputs,
      shape: result.shape,
      weights: specs.map((spec) => ({ ...spec, node: id, key: `${id}/${spec.name}` })),
    };
  });
  const weights = layers.flatMap((layer) => layer.weights);
  const outputLength = taskOf(target).output(target).length;
  return { layers, weights, inputShape, target, outputLength, params: analysis.totals.params };
}
