import type { NetworkPlan, PlannedLayer } from "#server/engine/weights/network-plan.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { emitNetwork } from "./emit-network.ts";
import { GraphBuilder } from "./graph-builder.ts";

/** Below 0 they give 0, and no gradient. */
const CUTS_AT_ZERO: ReadonlySet<unknown> = new Set(["relu", "relu6"]);

export type ActivityModel = {
  /** An ONNX file with an output for each of `layers`, by name: the largest value of each of its units, float32 [units]. */
  model: Uint8Array;
  layers: readonly string[];
};

/** A trained network that tells how far the units of its ReLU layers rise over a batch. */
export function exportActivity(plan: NetworkPlan, values: WeightValues): ActivityModel {
  const graph = new GraphBuilder();
  const { layers } = emitNetwork(graph, plan, values);
  const cutting = [...layers.values()].filter(({ layer }) => isCutAtZero(layer));
  for (const { layer, result } of cutting) {
    // A map lies in memory as [batch, channels, height, width], and a sequence as a map of one row.
    const axes = layer.shape.length === 1 ? [0] : [0, 2, 3];
    const highest = graph.node("ReduceMax", [result.output, graph.ints(axes)], { keepdims: 0 });
    graph.output(layer.name, highest, { type: "float32", dims: [layer.shape.at(-1) ?? 1] });
  }
  return { model: graph.encode("activity"), layers: cutting.map(({ layer }) => layer.name) };
}

function isCutAtZero({ settings }: PlannedLayer): boolean {
  return CUTS_AT_ZERO.has((settings as Readonly<Record<string, unknown>>)["activation"]);
}
