import { layerOf } from "../../layers/index.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "../schema.ts";

export function nodeById(graph: Pick<ModelGraph, "nodes">, id: string): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}

/** In the order of the inputs. */
export function edgesInto(graph: Pick<ModelGraph, "edges">, id: string): GraphEdge[] {
  return graph.edges.filter((edge) => edge.target === id).toSorted((a, b) => a.slot - b.slot);
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

/** How many connections a node's layer takes. A layer that is not known takes one. */
export function inputLimit(node: GraphNode): number {
  return layerOf(node.type)?.inputs.max ?? 1;
}

export function canLeadOn(node: GraphNode): boolean {
  return layerOf(node.type)?.category !== "output";
}
