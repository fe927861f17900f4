import { chainGraph } from "./chain.ts";
import { ROW_HEIGHT } from "./layout/block-size.ts";
import type { ModelGraph } from "./schema.ts";

/** A new canvas: Input leads to Output, with room for a first block between them. */
export function emptyGraph(inputShape: readonly [number, number, number] = [64, 64, 3]): ModelGraph {
  const graph = chainGraph([], inputShape);
  return {
    ...graph,
    nodes: graph.nodes.map((node, index) => ({ ...node, position: { x: 0, y: index * 2 * ROW_HEIGHT } })),
  };
}
