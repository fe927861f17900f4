import { chainGraph } from "./chain.ts";
import type { ModelGraph } from "./schema.ts";

/** A new canvas: Input and Output, not connected. */
export function emptyGraph(inputShape: readonly [number, number, number] = [64, 64, 3]): ModelGraph {
  const { version, nodes } = chainGraph([], inputShape);
  return {
    version,
    nodes: nodes.map((node, index) => ({ ...node, position: { x: 0, y: index * 480 } })),
    edges: [],
  };
}
