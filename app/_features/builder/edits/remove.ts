import type { GraphEdge, ModelGraph } from "#models/graph/schema.ts";
import { type EditResult, refuse } from "./edit-result.ts";
import { edgeBetween } from "./links.ts";

/**
 * Takes blocks and connections out. Where a block in a line goes, its neighbours are joined up; the new connection has
 * the old one's place among the inputs.
 */
export function remove(
  graph: ModelGraph,
  nodeIds: readonly string[],
  edgeIds: readonly string[] = [],
): EditResult {
  const goneNodes = new Set(nodeIds);
  const goneEdges = new Set(edgeIds);
  const nodes = graph.nodes.filter((node) => !goneNodes.has(node.id));
  const edges = graph.edges.filter((edge) => !goneEdges.has(edge.id));
  if (nodes.length === graph.nodes.length && edges.length === graph.edges.length) {
    return refuse("Nothing is selected");
  }
  const joined = edges.flatMap((edge) =>
    goneNodes.has(edge.source) || goneNodes.has(edge.target) ? joinOver(edges, edge, goneNodes) : [edge],
  );
  const unique = new Map(joined.map((edge) => [edge.id, edge]));
  return { ok: true, graph: { ...graph, nodes, edges: [...unique.values()] }, selected: [] };
}

/** For a connection from a block that goes to one that stays: the one in its place, from what stays above. */
function joinOver(
  edges: readonly GraphEdge[],
  { source, target }: GraphEdge,
  gone: ReadonlySet<string>,
): GraphEdge[] {
  if (!gone.has(source) || gone.has(target)) return [];
  const passed = new Set([source]);
  for (const id of passed) {
    const arriving = edges.filter((edge) => edge.target === id);
    const [above] = arriving;
    if (above === undefined || arriving.length > 1) return [];
    if (!gone.has(above.source)) return [edgeBetween(above.source, target)];
    passed.add(above.source);
  }
  return [];
}
