import { MAX_EDGES, type ModelGraph } from "#models/graph/schema.ts";
import { type EditResult, refuse } from "./edit-result.ts";
import { canLeadOn, downstreamOf, edgeBetween, edgesInto, inputLimit, nodeById } from "./links.ts";

/** Why `target` cannot be fed by `source`; null where it can. */
export function whyNotConnect(graph: ModelGraph, sourceId: string, targetId: string): string | null {
  const source = nodeById(graph, sourceId);
  const target = nodeById(graph, targetId);
  if (source === undefined || target === undefined) return "One of the two blocks is gone";
  if (sourceId === targetId) return "A block cannot feed itself";
  if (!canLeadOn(source)) return "Nothing can follow Output";
  const limit = inputLimit(target);
  if (limit === 0) return `Nothing can lead into ${target.type}: the data starts there`;
  const arriving = edgesInto(graph, targetId);
  if (arriving.some((edge) => edge.source === sourceId)) {
    return `${sourceId} and ${targetId} are connected already`;
  }
  if (downstreamOf(graph, targetId).has(sourceId)) {
    return "That would close a loop; data must flow from Input to Output";
  }
  if (arriving.length >= limit) {
    if (limit > 1) return `${targetId} already has ${limit} inputs, the most it takes; remove one first`;
    return `${targetId} already has its input, ${arriving[0]?.source}; remove that connection first`;
  }
  return graph.edges.length >= MAX_EDGES ? `A network has at most ${MAX_EDGES} connections` : null;
}

export function connect(graph: ModelGraph, sourceId: string, targetId: string): EditResult {
  const reason = whyNotConnect(graph, sourceId, targetId);
  if (reason !== null) return refuse(reason);
  return { ok: true, graph: { ...graph, edges: [...graph.edges, edgeBetween(sourceId, targetId)] } };
}

/**
 * Feeds `target` from `source` in place of what fed it before, or beside it where it takes several. What the
 * "Connect to" menu does.
 */
export function connectInstead(graph: ModelGraph, sourceId: string, targetId: string): EditResult {
  const target = nodeById(graph, targetId);
  const arriving = edgesInto(graph, targetId);
  const limit = target === undefined ? 0 : inputLimit(target);
  if (limit > 1 || arriving.length < limit) return connect(graph, sourceId, targetId);
  const isFree = { ...graph, edges: graph.edges.filter((edge) => !arriving.includes(edge)) };
  return arriving.some((edge) => edge.source === sourceId)
    ? refuse(`${sourceId} and ${targetId} are connected already`)
    : connect(isFree, sourceId, targetId);
}

/** Moves an end of a connection to another block. It keeps its place among the inputs. */
export function reconnect(
  graph: ModelGraph,
  oldEdgeId: string,
  { source, target }: { source: string; target: string },
): EditResult {
  const old = graph.edges.find((edge) => edge.id === oldEdgeId);
  if (old === undefined) return refuse("This connection is gone");
  if (old.source === source && old.target === target) return { ok: true, graph };
  const others = { ...graph, edges: graph.edges.filter((edge) => edge !== old) };
  const reason = whyNotConnect(others, source, target);
  if (reason !== null) return refuse(reason);
  const edges = graph.edges.map((edge) => (edge === old ? edgeBetween(source, target) : edge));
  return { ok: true, graph: { ...graph, edges } };
}
