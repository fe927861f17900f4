import { edgeId } from "#models/graph/edge-id.ts";
import { layerOf } from "#models/layers/index.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";

export function edgeBetween(source: string, target: string): GraphEdge {
  return { id: edgeId(source, target), source, target };
}

export function nodeById(graph: ModelGraph, id: string): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

export function edgesInto(graph: Pick<ModelGraph, "edges">, id: string): GraphEdge[] {
  return graph.edges.filter((edge) => edge.target === id);
}

export function edgesFrom(graph: Pick<ModelGraph, "edges">, id: string): GraphEdge[] {
  return graph.edges.filter((edge) => edge.source === id);
}

/** All that data from `start` reaches, `start` with it. */
export function downstreamOf(graph: Pick<ModelGraph, "edges">, start: string): Set<string> {
  const reached = new Set([start]);
  // A set iterates over what is added to it on the way.
  for (const id of reached) {
    for (const edge of edgesFrom(graph, id)) reached.add(edge.target);
  }
  return reached;
}

/** How many connections a block's layer takes. A layer that is not known takes one. */
export function inputLimit(node: GraphNode): number {
  return layerOf(node.type)?.inputs.max ?? 1;
}

export function canLeadOn(node: GraphNode): boolean {
  return layerOf(node.type)?.category !== "output";
}
