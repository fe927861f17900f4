import { HUBER_DELTA, type RegressionLoss } from "#models/tasks/regression/losses.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

type RegressionLossNodes = {
  /** Sum of the batch's losses, float32 scalar. */
  lossSum: string;
  /** Predicted less true, [batch, 1]. */
  residual: string;
  /** Of the sum divided by the batch size, [batch, 1]. */
  outputGradient: string;
};

/**
 * A loss of `lossOf` and its gradient, from outputs [batch, 1] and standardised targets float32 [batch]. Where the absolute
 * value has a corner the gradient is 0.
 */
export function emitRegressionLoss(
  graph: GraphBuilder,
  output: string,
  { targets, loss }: { targets: string; loss: RegressionLoss },
): RegressionLossNodes {
  const column = graph.node("Reshape", [targets, graph.ints([-1, 1])]);
  const residual = graph.node("Sub", [output, column]);
  const { losses, slope } = LOSSES[loss](graph, residual);
  const count = graph.node("Cast", [graph.node("Size", [targets])], { to: 1 });
  return {
    lossSum: graph.node("ReduceSum", [losses], { keepdims: 0 }),
    residual,
    outputGradient: graph.node("Div", [slope, count]),
  };
}

type Emit = (graph: GraphBuilder, residual: string) => { losses: string; slope: string };

const LOSSES: Record<RegressionLoss, Emit> = {
  meanSquaredError: (graph, residual) => ({
    losses: graph.node("Mul", [residual, residual]),
    slope: graph.node("Mul", [residual, graph.scalar(2)]),
  }),
  meanAbsoluteError: (graph, residual) => ({
    losses: graph.node("Abs", [residual]),
    slope: graph.node("Sign", [residual]),
  }),
  // With c the residual clipped to ±delta, the loss is c (r - c / 2) on both sides, and its slope is c.
  huber(graph, residual) {
    const limits = [graph.scalar(-HUBER_DELTA), graph.scalar(HUBER_DELTA)];
    const clipped = graph.node("Clip", [residual, ...limits]);
    const half = graph.node("Mul", [clipped, graph.scalar(0.5)]);
    const rest = graph.node("Sub", [residual, half]);
    return { losses: graph.node("Mul", [clipped, rest]), slope: clipped };
  },
};
