import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { permuteAxes } from "#server/engine/weights/permute-axes.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import { weightLayout } from "./weight-layout.ts";

/** Every weight of a network as a constant under its own name, in ONNX's layout. */
export function emitWeightValues(
  graph: GraphBuilder,
  plan: NetworkPlan,
  values: WeightValues,
): Map<string, string> {
  const layout = weightLayout(plan);
  const weights = new Map<string, string>();
  for (const { weight, axes, dims } of [...layout.trainable.entries, ...layout.statistics.entries]) {
    const value = values.get(weight.key);
    if (!value) throw new Error(`The weight ${weight.key} is missing`);
    weights.set(weight.key, graph.initializer(weight.key, permuteAxes(value, weight.shape, axes), dims));
  }
  return weights;
}
