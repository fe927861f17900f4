import { edgeId } from "../edge-id.ts";
import { MAX_EDGES } from "../node-schema.ts";
import type { ModelGraph } from "../schema.ts";
import { groupOf, type GraphEdit } from "./edit.ts";
import { canLeadOn, downstreamOf, edgesInto, inputLimit, nodeById } from "./links.ts";
import { type EditPlan, refuse } from "./plan.ts";

/** Why `target` cannot be fed by `source`; null where it can. */
function whyNotConnect(graph: ModelGraph, sourceId: string, targetId: string): string | null {
  const source = nodeById(graph, sourceId);
  const target = nodeById(graph, targetId);
  if (source === undefined || target === undefined) return "One of the two blocks is gone";
  if (sourceId === targetId) return "A block cannot feed itself";
  if (!canLeadOn(source)) return "Nothing can follow Output";
  const limit = inputLimit(target);
  if (limit === 0) return `Nothing can lead into ${target.type}: the data starts there`;
  const arriving = edgesInto(graph, targetId);
  if (arriving.some((edge) => edge.source === sourceId)) {
    return `${source.name} and ${target.name} are connected already`;
  }
  if (downstreamOf(graph, targetId).has(sourceId)) {
    return "That would close a loop; data must flow from Input to Output";
  }
  if (arriving.length >= limit) {
    if (limit > 1) return `${target.name} already has ${limit} inputs, the most it takes; remove one first`;
    const feeding = nodeById(graph, arriving[0]?.source ?? "")?.name ?? "one";
    return `${target.name} already has its input, ${feeding}; remove that connection first`;
  }
  return graph.edges.length >= MAX_EDGES ? `A network has at most ${MAX_EDGES} connections` : null;
}

/** Feeds the first free input of `target`. */
export function connect(graph: ModelGraph, sourceId: string, targetId: string): EditPlan {
  const reason = whyNotConnect(graph, sourceId, targetId);
  return reason === null ? { ok: true, edit: connectFree(graph, sourceId, targetId) } : refuse(reason);
}

/**
 * Feeds `target` from `source` in place of what fed it before, or beside it where it takes several. What the
 * "Connect to" menu does.
 */
export function connectInstead(graph: ModelGraph, sourceId: string, targetId: string): EditPlan {
  const target = nodeById(graph, targetId);
  const arriving = edgesInto(graph, targetId);
  const limit = target === undefined ? 0 : inputLimit(target);
  const [old] = arriving;
  if (old === undefined || limit > 1 || arriving.length < limit) return connect(graph, sourceId, targetId);
  if (arriving.some((edge) => edge.source === sourceId)) {
    return refuse(whyNotConnect(graph, sourceId, targetId) ?? "");
  }
  const others = { ...graph, edges: graph.edges.filter((edge) => !arriving.includes(edge)) };
  const reason = whyNotConnect(others, sourceId, targetId);
  if (reason !== null) return refuse(reason);
  const extra = arriving
    .slice(1)
    .map(({ slot }): GraphEdit => ({ kind: "disconnect", target: targetId, slot }));
  return { ok: true, edit: groupOf([...extra, { kind: "connect", edge: { ...old, source: sourceId } }]) };
}

/** Moves an end of a connection to another node. It keeps its place among the inputs. */
export function reconnect(
  graph: ModelGraph,
  oldEdgeId: string,
  { source, target }: { source: string; target: string },
): EditPlan {
  const old = graph.edges.find((edge) => edgeId(edge) === oldEdgeId);
  if (old === undefined) return refuse("This connection is gone");
  if (old.source === source && old.target === target) return { ok: true, edit: groupOf([]) };
  const others = { ...graph, edges: graph.edges.filter((edge) => edge !== old) };
  const reason = whyNotConnect(others, source, target);
  if (reason !== null) return refuse(reason);
  if (old.target === target) return { ok: true, edit: { kind: "connect", edge: { ...old, source } } };
  const { target: left, slot } = old;
  return {
    ok: true,
    edit: groupOf([{ kind: "disconnect", target: left, slot }, connectFree(others, source, target)]),
  };
}

function connectFree(graph: ModelGraph, source: string, target: string): GraphEdit {
  const taken = new Set(edgesInto(graph, target).map((edge) => edge.slot));
  let slot = 0;
  while (taken.has(slot)) slot += 1;
  return { kind: "connect", edge: { source, target, slot } };
}
