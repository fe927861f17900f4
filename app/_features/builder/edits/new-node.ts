import { nextLayerName } from "#models/graph/layer-name.ts";
import { type GraphNode, MAX_NODES, type ModelGraph } from "#models/graph/schema.ts";
import { blockKindOf } from "../block-kinds.ts";
import type { Point } from "./edit-result.ts";

/** Why no block of this kind can be added; null where one can. */
export function whyNotAdd(graph: ModelGraph, kindId: string): string | null {
  const kind = blockKindOf(kindId);
  if (kind === undefined) return `There is no layer called ${kindId}`;
  const { type, category } = kind;
  const isEnd = category === "input" || category === "output";
  if (isEnd && graph.nodes.some((node) => node.type === type)) return `The network already has its ${type}`;
  return graph.nodes.length >= MAX_NODES ? `A network has at most ${MAX_NODES} blocks` : null;
}

/** A block of a kind of the palette. */
export function newNode(graph: ModelGraph, kindId: string, position: Point): GraphNode {
  const { type, settings } = blockKindOf(kindId) ?? { type: kindId, settings: {} };
  return { id: nextLayerName(graph, type), type, settings: structuredClone(settings), position };
}
