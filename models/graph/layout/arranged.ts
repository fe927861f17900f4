import type { ModelGraph } from "../schema.ts";
import { layoutOf } from "./layout.ts";

/** The same network with every block where the layout puts it. */
export function arranged(graph: ModelGraph): ModelGraph {
  const places = layoutOf(graph);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })),
  };
}
