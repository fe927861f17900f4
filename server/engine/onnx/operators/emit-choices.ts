import type { GraphBuilder } from "../graph/graph-builder.ts";

/** A mask of `count` coins an image, uint8 [batch, count, 1, 1], as `count` conditions of Where, true where it is 1. */
export function emitChoices(graph: GraphBuilder, mask: string, count: number): string[] {
  const isOne = graph.node("Cast", [mask], { to: 9 });
  if (count === 1) return [isOne];
  const axis = graph.ints([1]);
  return Array.from({ length: count }, (_, i) =>
    graph.node("Slice", [isOne, graph.ints([i]), graph.ints([i + 1]), axis]),
  );
}
