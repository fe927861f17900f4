import type { GraphNode, ModelGraph } from "../../graph/schema.ts";
import { groupEdges } from "../../graph/group-edges.ts";
import { layerOf } from "../../layers/index.ts";

const nodesOf = (graph: ModelGraph) => new Map(graph.nodes.map((node) => [node.id, node]));
const categoryOf = ({ type }: GraphNode) => layerOf(type)?.category;
const isConvolution = (node: GraphNode) => categoryOf(node) === "convolution";
const isPooling = (node: GraphNode) => categoryOf(node) === "pooling" && !node.type.startsWith("UpSampling");
/** What may stand between a convolution and its pooling: it changes values, not which layer comes next. */
const isBetween = (node: GraphNode) =>
  categoryOf(node) === "activation" || categoryOf(node) === "regularization" || node.type === "Identity";

export function countLayers(graph: ModelGraph, layer: string): number {
  return graph.nodes.filter(({ type }) => type === layer).length;
}

/** How many convolutions lead to a pooling with nothing between but activations, normalizations and dropouts. */
export function countConvThenPool(graph: ModelGraph): number {
  const nodes = nodesOf(graph);
  const outgoing = groupEdges(graph.edges, "source");
  function leadsToPooling(id: string): boolean {
    const waiting = [id];
    const seen = new Set(waiting);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { target } of outgoing.get(next) ?? []) {
        const node = nodes.get(target);
        if (node === undefined || seen.has(target)) continue;
        seen.add(target);
        if (isPooling(node)) return true;
        if (isBetween(node)) waiting.push(target);
      }
    }
    return false;
  }
  return graph.nodes.filter((node) => isConvolution(node) && leadsToPooling(node.id)).length;
}

/** The names of Dense blocks that a picture reaches as a map: neither flattened nor pooled to a vector on its way. */
export function denseOnMaps(graph: ModelGraph): string[] {
  const nodes = nodesOf(graph);
  const outgoing = groupEdges(graph.edges, "source");
  const waiting = graph.nodes.filter(({ type }) => type === "Input").map(({ id }) => id);
  const seen = new Set(waiting);
  const found: string[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { target } of outgoing.get(next) ?? []) {
      const node = nodes.get(target);
      if (node === undefined || seen.has(target)) continue;
      seen.add(target);
      if (node.type === "Dense") found.push(node.name);
      const isVector = node.type === "Flatten" || node.type.startsWith("Global");
      if (!isVector) waiting.push(target);
    }
  }
  return found.toSorted();
}
