import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { ROW_HEIGHT } from "./block-size.ts";
import { type EditResult, type Point, refuse } from "./edit-result.ts";
import { canLeadOn, edgeBetween, edgesFrom, edgesInto, inputLimit, nodeById } from "./links.ts";
import { makeRoomBefore } from "./make-room.ts";
import { newNode, whyNotAdd } from "./new-node.ts";

/** Adds a block in the middle of a connection. */
export function insertOnEdge(graph: ModelGraph, edgeIdToSplit: string, type: string): EditResult {
  const edge = graph.edges.find((other) => other.id === edgeIdToSplit);
  const source = edge === undefined ? undefined : nodeById(graph, edge.source);
  if (edge === undefined || source === undefined) return refuse("This connection is gone");
  const at = { x: source.position.x, y: source.position.y + ROW_HEIGHT };
  const node = newNode(graph, type, at);
  const reason = whyNotAdd(graph, type) ?? whyNotBetween(node);
  if (reason !== null) return refuse(reason);
  const nodes = makeRoomBefore(graph, edge.target, at);
  const index = nodes.findIndex((other) => other.id === source.id) + 1;
  return split({ ...graph, nodes: nodes.toSpliced(index, 0, node) }, edge, node);
}

/** Puts a block that is connected to nothing into the middle of a connection. */
export function moveOntoEdge(graph: ModelGraph, edgeIdToSplit: string, nodeId: string): EditResult {
  const edge = graph.edges.find((other) => other.id === edgeIdToSplit);
  const node = nodeById(graph, nodeId);
  const source = edge === undefined ? undefined : nodeById(graph, edge.source);
  if (edge === undefined || node === undefined || source === undefined)
    return refuse("This connection is gone");
  if (edgesInto(graph, nodeId).length > 0 || edgesFrom(graph, nodeId).length > 0) {
    return refuse(`${nodeId} is connected already`);
  }
  const reason = whyNotBetween(node);
  if (reason !== null) return refuse(reason);
  const position: Point = { x: source.position.x, y: source.position.y + ROW_HEIGHT };
  const nodes = makeRoomBefore(graph, edge.target, position).map((other) =>
    other.id === nodeId ? { ...other, position } : other,
  );
  return split({ ...graph, nodes }, edge, node);
}

function whyNotBetween(node: GraphNode): string | null {
  return inputLimit(node) === 0 || !canLeadOn(node) ? `${node.type} cannot stand between two blocks` : null;
}

function split(graph: ModelGraph, edge: GraphEdge, node: GraphNode): EditResult {
  const edges = graph.edges.flatMap((other) =>
    other === edge ? [edgeBetween(edge.source, node.id), edgeBetween(node.id, edge.target)] : [other],
  );
  return { ok: true, graph: { ...graph, edges }, selected: [node.id] };
}
