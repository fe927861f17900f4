import type { GraphBuilder } from "../graph/graph-builder.ts";

/**
 * All gradients in one vector, made as long as `clipnorm` where they are longer, in the same direction. Keras's
 * `global_clipnorm` (its `clipnorm`, for each weight by itself, is not offered). A gradient that is not finite stays so.
 */
export function emitGlobalClip(graph: GraphBuilder, gradient: string, clipnorm: number): string {
  const norm = graph.node("ReduceL2", [gradient], { keepdims: 0 });
  const limit = graph.scalar(clipnorm);
  // limit / max(norm, limit) is exactly 1 up to the limit, and never divides by 0.
  const scale = graph.node("Div", [limit, graph.node("Max", [norm, limit])]);
  return graph.node("Mul", [gradient, scale]);
}
