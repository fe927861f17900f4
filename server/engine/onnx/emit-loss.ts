import type { GraphBuilder } from "./graph-builder.ts";

type Loss = {
  /** Sum of the batch's cross-entropies, float32 scalar. */
  lossSum: string;
  /** How many of the batch are right, float32 scalar. */
  correct: string;
  /** Of the mean loss, [batch, classes]. */
  logitsGradient: string;
};

/** Softmax cross-entropy straight from logits [batch, classes] and labels int32 [batch]; no logarithm of 0. */
export function emitLoss(
  graph: GraphBuilder,
  logits: string,
  { labels, classes }: { labels: string; classes: number },
): Loss {
  const logProbabilities = graph.node("LogSoftmax", [logits], { axis: 1 });
  const column = graph.node("Reshape", [graph.node("Cast", [labels], { to: 7 }), graph.ints([-1, 1])]);
  const indices = graph.ints(Array.from({ length: classes }, (_, i) => i));
  const target = graph.node("Cast", [graph.node("Equal", [column, indices])], { to: 1 });
  const hit = graph.node("Mul", [target, logProbabilities]);
  const lossSum = graph.node("Neg", [graph.node("ReduceSum", [hit], { keepdims: 0 })]);

  const predicted = graph.node("ArgMax", [logits], { axis: 1, keepdims: 1 });
  const isRight = graph.node("Cast", [graph.node("Equal", [predicted, column])], { to: 1 });
  const correct = graph.node("ReduceSum", [isRight], { keepdims: 0 });

  const count = graph.node("Cast", [graph.node("Size", [labels])], { to: 1 });
  const difference = graph.node("Sub", [graph.node("Exp", [logProbabilities]), target]);
  return { lossSum, correct, logitsGradient: graph.node("Div", [difference, count]) };
}
