import { edgeId } from "#models/graph/edge-id.ts";
import { groupOf, type GraphEdit } from "#models/graph/edits/edit.ts";
import { canLeadOn, edgesFrom, edgesInto, inputLimit, nodeById } from "#models/graph/edits/links.ts";
import { type EditPlan, refuse } from "#models/graph/edits/plan.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import { makeRoomBefore, movesTo } from "./make-room.ts";
import { newNode, whyNotAdd } from "./new-node.ts";

/** Adds a block in the middle of a connection. */
export function insertOnEdge(graph: ModelGraph, edgeIdToSplit: string, type: string): EditPlan {
  const edge = graph.edges.find((other) => edgeId(other) === edgeIdToSplit);
  const source = edge === undefined ? undefined : nodeById(graph, edge.source);
  if (edge === undefined || source === undefined) return refuse("This connection is gone");
  const position = { x: source.position.x, y: source.position.y + ROW_HEIGHT };
  const node = newNode(graph, type, position);
  const reason = whyNotAdd(graph, type) ?? whyNotBetween(node);
  if (reason !== null) return refuse(reason);
  const room = movesTo(graph, makeRoomBefore(graph, edge.target, position));
  return split(graph, edge, {
    node,
    before: [...room, { kind: "addNode", node, at: graph.nodes.indexOf(source) + 1 }],
  });
}

/** Puts a block that is connected to nothing into the middle of a connection. */
export function moveOntoEdge(graph: ModelGraph, edgeIdToSplit: string, nodeId: string): EditPlan {
  const edge = graph.edges.find((other) => edgeId(other) === edgeIdToSplit);
  const node = nodeById(graph, nodeId);
  const source = edge === undefined ? undefined : nodeById(graph, edge.source);
  if (edge === undefined || node === undefined || source === undefined)
    return refuse("This connection is gone");
  if (edgesInto(graph, nodeId).length > 0 || edgesFrom(graph, nodeId).length > 0) {
    return refuse(`${node.name} is connected already`);
  }
  const reason = whyNotBetween(node);
  if (reason !== null) return refuse(reason);
  const position = { x: source.position.x, y: source.position.y + ROW_HEIGHT };
  const nodes = makeRoomBefore(graph, edge.target, position).map((other) =>
    other.id === nodeId ? { ...other, position } : other,
  );
  return split(graph, edge, { node, before: movesTo(graph, nodes) });
}

function whyNotBetween(node: GraphNode): string | null {
  return inputLimit(node) === 0 || !canLeadOn(node) ? `${node.type} cannot stand between two blocks` : null;
}

function split(
  graph: ModelGraph,
  edge: GraphEdge,
  { node, before }: { node: GraphNode; before: readonly GraphEdit[] },
): EditPlan {
  const above = { source: edge.source, target: node.id, slot: 0 };
  return {
    ok: true,
    edit: groupOf([
      ...before,
      { kind: "connect", edge: { ...edge, source: node.id } },
      { kind: "connect", edge: above, at: graph.edges.indexOf(edge) },
    ]),
    selected: [node.id],
  };
}
