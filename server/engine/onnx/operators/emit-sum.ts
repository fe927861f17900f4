import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Of one value or more, in one operator where the runtime has it. */
export function emitSum(graph: GraphBuilder, values: readonly string[]): string {
  if (values.length > 2 && graph.target.hasSum) return graph.node("Sum", values);
  return values.reduce((left, right) => graph.node("Add", [left, right]));
}
