import { lossOf } from "#models/tasks/regression/losses.ts";
import type { RegressionSettings } from "#server/engine/objectives/regression.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { defineOnnxHead } from "./define-onnx-head.ts";
import { emitRegressionLoss } from "./emit-regression-loss.ts";

/** One number. An exported model gives `value`, in the target's unit. */
export const regressionHead = defineOnnxHead<RegressionSettings>({
  emitLoss(graph, output, { targets, settings: { loss } }) {
    const { lossSum, residual, outputGradient } = emitRegressionLoss(graph, output, { targets, loss });
    const sums = {
      error: sumOf(graph, residual),
      absolute: sumOf(graph, graph.node("Abs", [residual])),
      squared: sumOf(graph, graph.node("Mul", [residual, residual])),
      target: sumOf(graph, targets),
      targetSquares: sumOf(graph, graph.node("Mul", [targets, targets])),
    };
    return { lossSum, sums, outputGradient };
  },
  emitScored: (_graph, output) => output,
  scoreRow([output = Number.NaN], target, { loss }) {
    const error = output - target;
    const sums = {
      error,
      absolute: Math.abs(error),
      squared: error ** 2,
      target,
      targetSquares: target ** 2,
    };
    return { loss: lossOf(loss, error), sums };
  },
  emitAnswers: (_graph, { answer }) => ({ value: answer }),
  metadata: (target): Record<string, string> =>
    target.task === "regression" ? { quantity: target.quantity, unit: target.unit } : {},
});

function sumOf(graph: GraphBuilder, values: string): string {
  return graph.node("ReduceSum", [values], { keepdims: 0 });
}
