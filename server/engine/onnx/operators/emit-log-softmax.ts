import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Over axis 1 of [batch, classes], from operators that every provider has: WebGPU's lacks LogSoftmax. */
export function emitLogSoftmax(graph: GraphBuilder, logits: string): string {
  const axis = graph.ints([1]);
  // Without the greatest no exponential overflows, and one of them is 1: no logarithm of 0.
  const greatest = graph.node("ReduceMax", [logits, axis], { keepdims: 1 });
  const shifted = graph.node("Sub", [logits, greatest]);
  const sum = graph.node("ReduceSum", [graph.node("Exp", [shifted]), axis], { keepdims: 1 });
  return graph.node("Sub", [shifted, graph.node("Log", [sum])]);
}
