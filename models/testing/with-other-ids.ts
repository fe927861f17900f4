import type { ModelGraph } from "../graph/schema.ts";

/** The same network, whose nodes were all made elsewhere: whatever mistakes an id for a name shows. */
export function withOtherIds(graph: ModelGraph): ModelGraph {
  const ids = new Map(graph.nodes.map(({ id }, index) => [id, `N-${graph.nodes.length - index}`]));
  const idOf = (id: string) => ids.get(id) ?? id;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, id: idOf(node.id) })),
    edges: graph.edges.map((edge) => ({ ...edge, source: idOf(edge.source), target: idOf(edge.target) })),
  };
}
