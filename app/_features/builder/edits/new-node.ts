import { nextLayerName } from "#models/graph/layer-name.ts";
import { newNodeId } from "#models/graph/node-id.ts";
import { MAX_EDGES, MAX_NODES } from "#models/graph/node-schema.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import type { GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { blockKindOf } from "../block-kinds.ts";

/** Why no block of this kind can be added; null where one can. */
export function whyNotAdd(graph: ModelGraph, kindId: string): string | null {
  const kind = blockKindOf(kindId);
  if (kind === undefined) return `There is no layer called ${kindId}`;
  const { type, category } = kind;
  const isEnd = category === "input" || category === "output";
  if (isEnd && graph.nodes.some((node) => node.type === type)) return `The network already has its ${type}`;
  if (graph.edges.length >= MAX_EDGES) return `A network has at most ${MAX_EDGES} connections`;
  return graph.nodes.length >= MAX_NODES ? `A network has at most ${MAX_NODES} blocks` : null;
}

/** A block of a kind of the palette. */
export function newNode(graph: ModelGraph, kindId: string, position: Point): GraphNode {
  const { type, settings } = blockKindOf(kindId) ?? { type: kindId, settings: {} };
  const name = nextLayerName(graph, type);
  return { id: newNodeId(), name, type, settings: structuredClone(settings), position };
}
