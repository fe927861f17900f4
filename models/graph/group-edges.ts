import type { GraphEdge, ModelGraph } from "./schema.ts";

/** Edges by the node at one of their ends. */
export function groupEdges(edges: readonly GraphEdge[], end: "source" | "target"): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group === undefined) groups.set(edge[end], [edge]);
    else group.push(edge);
  }
  return groups;
}

/** Ids of what feeds a node, in the order of its slots. */
export function sourcesOf({ edges }: Pick<ModelGraph, "edges">, id: string): string[] {
  const arriving = edges.filter(({ target }) => target === id);
  return arriving.toSorted((a, b) => a.slot - b.slot).map(({ source }) => source);
}
