import { canFreeze, TRAINABLE } from "../../layers/trainable.ts";
import { groupEdges } from "../group-edges.ts";
import type { ModelGraph } from "../schema.ts";
import { groupOf, type GraphEdit } from "./edit.ts";
import type { EditPlan } from "./plan.ts";

/** Freezes a block and all that leads into it, and no other; all are trained where none is given. */
export function freezeUpTo(graph: ModelGraph, nodeId: string | null): EditPlan {
  const frozen = nodeId === null ? new Set<string>() : upTo(graph, nodeId);
  const edits = graph.nodes.flatMap(({ id, type, settings }): GraphEdit[] => {
    const isFrozen = frozen.has(id) && canFreeze(type);
    if (isFrozen === (settings[TRAINABLE] === false)) return [];
    return [{ kind: "setSetting", id, name: TRAINABLE, ...(isFrozen ? { value: false } : {}) }];
  });
  if (edits.length > 0) return { ok: true, edit: groupOf(edits) };
  return { ok: false, reason: nodeId === null ? "Nothing is frozen" : "It is so already" };
}

function upTo(graph: ModelGraph, nodeId: string): Set<string> {
  const incoming = groupEdges(graph.edges, "target");
  const found = new Set([nodeId]);
  for (const id of found) for (const { source } of incoming.get(id) ?? []) found.add(source);
  return found;
}
