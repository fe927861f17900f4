import { asMap } from "#server/engine/inputs.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { emitForward, type ForwardPass } from "./emit-forward.ts";
import { emitWeightValues } from "./emit-weight-values.ts";
import type { GraphBuilder } from "./graph-builder.ts";

/**
 * A network as it is used, with its weights in the file. In: `input` float32 [batch, height, width, channels], 0..1, or
 * [batch, steps, columns].
 */
export function emitNetwork(graph: GraphBuilder, plan: NetworkPlan, values: WeightValues): ForwardPass {
  const input = graph.input("input", "float32", ["batch", ...plan.inputShape]);
  const [height, width, channels] = asMap(plan.inputShape);
  const isSequence = plan.inputShape.length === 2;
  const map = isSequence ? graph.node("Reshape", [input, graph.ints([-1, height, width, channels])]) : input;
  const images = graph.node("Transpose", [map], { perm: [0, 3, 1, 2] });
  const weights = emitWeightValues(graph, plan, values);
  return emitForward(graph, plan, { images, weights, isTraining: false });
}
