import { groupOf, type GraphEdit } from "#models/graph/edits/edit.ts";
import { canLeadOn, edgesFrom, inputLimit, nodeById } from "#models/graph/edits/links.ts";
import { type EditPlan, refuse } from "#models/graph/edits/plan.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import { freePlace, makeRoomBefore, movesTo } from "./make-room.ts";
import { newNode, whyNotAdd } from "./new-node.ts";

/** Adds a block after another, which then feeds all that the other fed. */
export function insertAfter(graph: ModelGraph, afterId: string, type: string): EditPlan {
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
  return {
    ok: true,
    edit: groupOf([
      ...movesTo(graph, nodes),
      { kind: "addNode", node, at: graph.nodes.indexOf(after) + 1 },
      ...leaving.map((edge): GraphEdit => ({ kind: "connect", edge: { ...edge, source: node.id } })),
      { kind: "connect", edge: { source: afterId, target: node.id, slot: 0 } },
    ]),
    selected: [node.id],
  };
}
