import type { ClassificationSettings } from "#server/engine/objectives/classification.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitLogSoftmax } from "../operators/emit-log-softmax.ts";
import type { LossInputs, LossNodes } from "./define-onnx-head.ts";
import { emitCorrect } from "./emit-correct.ts";

/** Softmax cross-entropy straight from logits [batch, classes] and labels int32 [batch]; no logarithm of 0. */
export function emitClassificationLoss(
  graph: GraphBuilder,
  logits: string,
  { targets, length, settings }: LossInputs<ClassificationSettings>,
): LossNodes {
  const { labelSmoothing, classWeights } = settings;
  const logProbabilities = emitLogSoftmax(graph, logits);
  const column = graph.node("Reshape", [targets, graph.ints([-1, 1])]);
  const indices = graph.int32s(Array.from({ length }, (_, i) => i));
  const oneHot = graph.node("Cast", [graph.node("Equal", [column, indices])], { to: 1 });
  let target = oneHot;
  let probabilities = graph.node("Exp", [logProbabilities]);
  if (labelSmoothing > 0) {
    const kept = graph.node("Mul", [target, graph.scalar(1 - labelSmoothing)]);
    target = graph.node("Add", [kept, graph.scalar(labelSmoothing / length)]);
  }
  if (classWeights !== null) {
    const weight = graph.node("Gather", [graph.floats(classWeights), column], { axis: 0 });
    target = graph.node("Mul", [target, weight]);
    probabilities = graph.node("Mul", [probabilities, weight]);
  }
  const hit = graph.node("Mul", [target, logProbabilities]);
  const lossSum = graph.node("Neg", [graph.node("ReduceSum", [hit], { keepdims: 0 })]);

  const correct = emitCorrect(graph, logits, { oneHot, classes: length });

  const count = graph.node("ReduceSum", [oneHot], { keepdims: 0 });
  const difference = graph.node("Sub", [probabilities, target]);
  return { lossSum, sums: { correct }, outputGradient: graph.node("Div", [difference, count]) };
}
