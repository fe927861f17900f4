import type { ModelGraph } from "#models/graph/schema.ts";
import { ROW_HEIGHT } from "./block-size.ts";
import { type EditResult, refuse } from "./edit-result.ts";
import { canLeadOn, edgeBetween, edgesFrom, inputLimit, nodeById } from "./links.ts";
import { freePlace, makeRoomBefore } from "./make-room.ts";
import { newNode, whyNotAdd } from "./new-node.ts";

/** Adds a block after another, which then feeds all that the other fed. */
export function insertAfter(graph: ModelGraph, afterId: string, type: string): EditResult {
  const reason = whyNotAdd(graph, type);
  if (reason !== null) return refuse(reason);
  const after = nodeById(graph, afterId);
  if (after === undefined) return refuse("This block is gone");
  const leaving = edgesFrom(graph, afterId);
  if (!canLeadOn(after)) return refuse("Nothing can follow Output");
  const below = { x: after.position.x, y: after.position.y + ROW_HEIGHT };
  const [first] = leaving;
  const nodes = first === undefined ? graph.nodes : makeRoomBefore(graph, first.target, below);
  const node = newNode(graph, type, freePlace(nodes, below));
  if (inputLimit(node) === 0) return refuse(`Nothing can lead into ${node.type}: the data starts there`);
  if (leaving.length > 0 && !canLeadOn(node)) return refuse("Nothing can follow Output");
  const index = nodes.findIndex((other) => other.id === afterId) + 1;
  return {
    ok: true,
    graph: {
      ...graph,
      nodes: nodes.toSpliced(index, 0, node),
      edges: [
        ...graph.edges.map((edge) => (edge.source === afterId ? edgeBetween(node.id, edge.target) : edge)),
        edgeBetween(afterId, node.id),
      ],
    },
    selected: [node.id],
  };
}
