import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { emitSum } from "../operators/emit-sum.ts";
import type { GraphBuilder } from "./graph-builder.ts";

type Values = ReadonlyMap<string, string>;

/** What the kernels add to the loss, l1 sum |w| + l2 sum w^2, float32 scalar; null where none adds anything. */
export function emitPenalty(graph: GraphBuilder, plan: NetworkPlan, weights: Values): string | null {
  const terms = plan.weights.flatMap(({ key, penalty }) => {
    const weight = weights.get(key);
    if (weight === undefined || penalty === undefined) return [];
    const sum = (op: string, factor: number) =>
      graph.node("Mul", [graph.node(op, [weight], { keepdims: 0 }), graph.scalar(factor)]);
    return [
      ...(penalty.l1 > 0 ? [sum("ReduceL1", penalty.l1)] : []),
      ...(penalty.l2 > 0 ? [sum("ReduceSumSquare", penalty.l2)] : []),
    ];
  });
  return terms.length === 0 ? null : terms.reduce((sum, term) => graph.node("Add", [sum, term]));
}

/** The loss's gradients with those of the penalty, l1 sign(w) + 2 l2 w, by Keras name. */
export function emitPenaltyGradients(
  graph: GraphBuilder,
  plan: NetworkPlan,
  { weights, gradients }: { weights: Values; gradients: Values },
): Map<string, string> {
  const added = new Map(gradients);
  for (const { key, penalty } of plan.weights) {
    const [weight, gradient] = [weights.get(key), gradients.get(key)];
    if (weight === undefined || gradient === undefined || penalty === undefined) continue;
    // A depthwise kernel's gradient has the same values in another shape.
    const terms = [graph.node("Reshape", [gradient, graph.node("Shape", [weight])])];
    if (penalty.l1 > 0)
      terms.push(graph.node("Mul", [graph.node("Sign", [weight]), graph.scalar(penalty.l1)]));
    if (penalty.l2 > 0) terms.push(graph.node("Mul", [weight, graph.scalar(2 * penalty.l2)]));
    added.set(key, emitSum(graph, terms));
  }
  return added;
}

/** The sum of a batch's losses, each with the penalty as in Keras: its mean is the loss that is reported. */
export function emitPenalized(
  graph: GraphBuilder,
  lossSum: string,
  { penalty, targets }: { penalty: string | null; targets: string },
): string {
  if (penalty === null) return lossSum;
  const count = graph.node("Cast", [graph.node("Size", [targets])], { to: 1 });
  return graph.node("Add", [lossSum, graph.node("Mul", [penalty, count])]);
}
