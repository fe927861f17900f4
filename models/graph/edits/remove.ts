import { edgeId } from "../edge-id.ts";
import type { GraphEdge, ModelGraph } from "../schema.ts";
import { groupOf, type GraphEdit } from "./edit.ts";
import { type EditPlan, refuse } from "./plan.ts";

/**
 * Takes nodes and connections out. Where a node in a line goes, its neighbours are joined up; the new connection has the
 * old one's place among the inputs.
 */
export function remove(
  graph: ModelGraph,
  nodeIds: readonly string[],
  edgeIds: readonly string[] = [],
): EditPlan {
  const wanted = new Set(nodeIds);
  const ids = graph.nodes.flatMap(({ id }) => (wanted.has(id) ? [id] : []));
  const goneEdges = new Set(edgeIds);
  const cut = graph.edges.filter((edge) => goneEdges.has(edgeId(edge)));
  if (ids.length === 0 && cut.length === 0) return refuse("Nothing is selected");
  const edges = graph.edges.filter((edge) => !cut.includes(edge));
  return {
    ok: true,
    edit: groupOf([
      ...cut.map(({ target, slot }): GraphEdit => ({ kind: "disconnect", target, slot })),
      ...joinsOver(edges, new Set(ids)).map((edge): GraphEdit => ({ kind: "connect", edge })),
      ...(ids.length === 0 ? [] : [{ kind: "removeNodes" as const, ids }]),
    ]),
    selected: [],
  };
}

/** For connections from nodes that go to nodes that stay: those in their place, from what stays above. */
function joinsOver(edges: readonly GraphEdge[], gone: ReadonlySet<string>): GraphEdge[] {
  const pairs = new Set(edges.map(({ source, target }) => `${source}->${target}`));
  return edges.flatMap(({ source, target, slot }) => {
    if (!gone.has(source) || gone.has(target)) return [];
    const above = stayingAbove(edges, source, gone);
    if (above === null || pairs.has(`${above}->${target}`)) return [];
    pairs.add(`${above}->${target}`);
    return [{ source: above, target, slot }];
  });
}

function stayingAbove(edges: readonly GraphEdge[], start: string, gone: ReadonlySet<string>): string | null {
  const passed = new Set([start]);
  for (const id of passed) {
    const arriving = edges.filter((edge) => edge.target === id);
    const [above] = arriving;
    if (above === undefined || arriving.length > 1) return null;
    if (!gone.has(above.source)) return above.source;
    passed.add(above.source);
  }
  return null;
}
