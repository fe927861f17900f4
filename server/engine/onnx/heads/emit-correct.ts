import type { GraphBuilder } from "../graph/graph-builder.ts";

/** More than there are classes. */
const NOWHERE = 1e6;

/**
 * How many rows of logits [batch, classes] are greatest where `oneHot` is 1; of equal ones the first counts. In floats:
 * ArgMax gives int64, which a GPU would send through the CPU in the middle of a step.
 */
export function emitCorrect(
  graph: GraphBuilder,
  logits: string,
  { oneHot, classes }: { oneHot: string; classes: number },
): string {
  const axis = graph.ints([1]);
  const places = graph.floats(Array.from({ length: classes }, (_, i) => i));
  const greatest = graph.node("ReduceMax", [logits, axis], { keepdims: 1 });
  const isGreatest = graph.node("Equal", [logits, greatest]);
  const place = graph.node("Where", [isGreatest, places, graph.scalar(NOWHERE)]);
  const first = graph.node("ReduceMin", [place, axis], { keepdims: 1 });
  const predicted = graph.node("Cast", [graph.node("Equal", [place, first])], { to: 1 });
  return graph.node("ReduceSum", [graph.node("Mul", [predicted, oneHot])], { keepdims: 0 });
}
