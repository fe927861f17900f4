import type { GraphBuilder } from "../graph/graph-builder.ts";

/** For each matrix in the last two of `rank` axes: left times the transposed right. */
export function emitTransposedProduct(
  graph: GraphBuilder,
  left: string,
  { right, rank }: { right: string; rank: number },
): string {
  if (graph.target.hasFusedMatMul) return graph.contrib("FusedMatMul", [left, right], { transB: 1 });
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const perm = [...axes.slice(0, -2), rank - 1, rank - 2];
  return graph.node("MatMul", [left, graph.node("Transpose", [right], { perm })]);
}
