import { emitCorrect } from "./emit-correct.ts";
import { emitLogSoftmax } from "../operators/emit-log-softmax.ts";
import type { GraphBuilder } from "./graph-builder.ts";

type LossOptions = {
  labels: string;
  classes: number;
  /** Part of the target that is spread evenly over all classes, see Keras's CategoricalCrossentropy. */
  labelSmoothing: number;
  /** What an image of each class counts; null for 1 each. */
  classWeights: readonly number[] | null;
};

type Loss = {
  /** Sum of the batch's cross-entropies, each times the weight of its class, float32 scalar. */
  lossSum: string;
  /** How many of the batch are right, float32 scalar. */
  correct: string;
  /** Of the sum divided by the batch size, as Keras reduces a weighted loss, [batch, classes]. */
  logitsGradient: string;
};

/** Softmax cross-entropy straight from logits [batch, classes] and labels int32 [batch]; no logarithm of 0. */
export function emitLoss(
  graph: GraphBuilder,
  logits: string,
  { labels, classes, labelSmoothing, classWeights }: LossOptions,
): Loss {
  const logProbabilities = emitLogSoftmax(graph, logits);
  const column = graph.node("Reshape", [labels, graph.ints([-1, 1])]);
  const indices = graph.int32s(Array.from({ length: classes }, (_, i) => i));
  const oneHot = graph.node("Cast", [graph.node("Equal", [column, indices])], { to: 1 });
  let target = oneHot;
  let probabilities = graph.node("Exp", [logProbabilities]);
  if (labelSmoothing > 0) {
    const kept = graph.node("Mul", [target, graph.scalar(1 - labelSmoothing)]);
    target = graph.node("Add", [kept, graph.scalar(labelSmoothing / classes)]);
  }
  if (classWeights !== null) {
    const weight = graph.node("Gather", [graph.floats(classWeights), column], { axis: 0 });
    target = graph.node("Mul", [target, weight]);
    probabilities = graph.node("Mul", [probabilities, weight]);
  }
  const hit = graph.node("Mul", [target, logProbabilities]);
  const lossSum = graph.node("Neg", [graph.node("ReduceSum", [hit], { keepdims: 0 })]);

  const correct = emitCorrect(graph, logits, { oneHot, classes });

  const count = graph.node("ReduceSum", [oneHot], { keepdims: 0 });
  const difference = graph.node("Sub", [probabilities, target]);
  return { lossSum, correct, logitsGradient: graph.node("Div", [difference, count]) };
}
