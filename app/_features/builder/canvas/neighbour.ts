import { edgesFrom, edgesInto, nodeById } from "#models/graph/edits/links.ts";
import type { ModelGraph } from "#models/graph/schema.ts";

export type Direction = "up" | "down" | "left" | "right";

/** The block that an arrow key leads to: along a connection where there is one, else the nearest that way. */
export function neighbourOf(graph: ModelGraph, id: string, direction: Direction): string | null {
  const node = nodeById(graph, id);
  if (node === undefined) return graph.nodes[0]?.id ?? null;
  if (direction === "up" || direction === "down") {
    const linked = direction === "down" ? edgesFrom(graph, id)[0]?.target : edgesInto(graph, id)[0]?.source;
    if (linked !== undefined) return linked;
  }
  let best: { id: string; cost: number } | null = null;
  for (const other of graph.nodes) {
    const dx = other.position.x - node.position.x;
    const dy = other.position.y - node.position.y;
    const isSideways = direction === "left" || direction === "right";
    const ahead = (isSideways ? dx : dy) * (direction === "left" || direction === "up" ? -1 : 1);
    const aside = Math.abs(isSideways ? dy : dx);
    if (other.id === id || ahead <= 0 || aside > ahead * 2) continue;
    const cost = ahead + aside * 2;
    if (best === null || cost < best.cost) best = { id: other.id, cost };
  }
  return best?.id ?? null;
}
