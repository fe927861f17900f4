import type { GraphBuilder } from "../graph/graph-builder.ts";

/** average + (1 - decay) (value - average) */
export function emitMovingAverage(
  graph: GraphBuilder,
  average: string,
  { value, decay }: { value: string; decay: number },
): string {
  const gap = graph.node("Sub", [value, average]);
  return graph.node("Add", [average, graph.node("Mul", [gap, graph.scalar(1 - decay)])]);
}
