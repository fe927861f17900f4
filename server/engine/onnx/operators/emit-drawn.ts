import type { GraphBuilder } from "../graph/graph-builder.ts";

/** The number at `index` of those drawn for each image, [batch, 1, 1, 1] of [batch, count, 1, 1], spread from low to high. */
export function emitDrawn(
  graph: GraphBuilder,
  random: string,
  { index, low, high }: { index: number; low: number; high: number },
): string {
  const chosen = graph.node("Slice", [random, graph.ints([index]), graph.ints([index + 1]), graph.ints([1])]);
  return graph.node("Add", [graph.node("Mul", [chosen, graph.scalar(high - low)]), graph.scalar(low)]);
}
