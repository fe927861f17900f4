import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { groupOf, type GraphEdit } from "#models/graph/edits/edit.ts";
import { isTidy, layoutOf } from "#models/graph/layout/layout.ts";
import { partsOf } from "#models/graph/layout/parts.ts";
import type { ModelGraph } from "#models/graph/schema.ts";

/**
 * An edit that brings blocks into a network, or takes them out of one, that stands as the layout has it, with the moves that
 * keep it so. What people have placed by hand stays, and so do loose blocks and the first block.
 */
export function keepTidy(graph: ModelGraph, edit: GraphEdit): GraphEdit {
  if (!isOfBlocks(edit)) return edit;
  const before = connected(graph);
  const after = connected(applyEdit(graph, edit));
  const known = new Set(before.nodes.map(({ id }) => id));
  const isSame = after.nodes.length === known.size && after.nodes.every(({ id }) => known.has(id));
  if (isSame || !isTidy(before) || partsOf(after).length > Math.max(1, partsOf(before).length)) return edit;
  const places = layoutOf(after);
  const anchor = after.nodes.find(({ id }) => known.has(id));
  const start = places.get(anchor?.id ?? "");
  const dx = (anchor?.position.x ?? 0) - (start?.x ?? 0);
  const dy = (anchor?.position.y ?? 0) - (start?.y ?? 0);
  const moved = after.nodes.flatMap(({ id, position }) => {
    const place = places.get(id);
    if (place === undefined || (place.x + dx === position.x && place.y + dy === position.y)) return [];
    return [{ id, x: place.x + dx, y: place.y + dy }];
  });
  return moved.length === 0 ? edit : groupOf([edit, { kind: "moveNodes", places: moved }]);
}

/** Whether an edit adds, removes or moves blocks along with connections, and is no other network. */
function isOfBlocks(edit: GraphEdit): boolean {
  const kinds = edit.kind === "group" ? edit.edits.map(({ kind }) => kind) : [edit.kind];
  if (kinds.includes("replaceGraph")) return false;
  if (kinds.includes("addNode") || kinds.includes("removeNodes")) return true;
  return kinds.includes("moveNodes") && kinds.includes("connect");
}

/** A network without its loose blocks. */
function connected(graph: ModelGraph): ModelGraph {
  const ends = new Set(graph.edges.flatMap(({ source, target }) => [source, target]));
  return { ...graph, nodes: graph.nodes.filter(({ id }) => ends.has(id)) };
}
