import { nextLayerName } from "#models/graph/layer-name.ts";
import { type GraphNode, MAX_NODES, type ModelGraph } from "#models/graph/schema.ts";
import { isLayerType, layerOf } from "#models/layers/index.ts";
import type { Point } from "./edit-result.ts";

/** What most people want first, where that is not the layer's own default. */
const STARTING_SETTINGS: Record<string, GraphNode["settings"]> = {
  Conv2D: { filters: 32, kernelSize: [3, 3], padding: "same", activation: "relu" },
  DepthwiseConv2D: { kernelSize: [3, 3], padding: "same" },
  SeparableConv2D: { filters: 32, kernelSize: [3, 3], padding: "same", activation: "relu" },
};

/** Why no block of this type can be added; null where one can. */
export function whyNotAdd(graph: ModelGraph, type: string): string | null {
  const layer = layerOf(type);
  if (layer === undefined || !isLayerType(type)) return `There is no layer called ${type}`;
  const isEnd = layer.category === "input" || layer.category === "output";
  if (isEnd && graph.nodes.some((node) => node.type === type)) return `The network already has its ${type}`;
  return graph.nodes.length >= MAX_NODES ? `A network has at most ${MAX_NODES} blocks` : null;
}

export function newNode(graph: ModelGraph, type: string, position: Point): GraphNode {
  const settings = structuredClone(STARTING_SETTINGS[type] ?? {});
  return { id: nextLayerName(graph, type), type, settings, position };
}
