import { classesOf } from "#models/tasks/classes-of.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { permuteAxes } from "#server/engine/weights/permute-axes.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { emitForward } from "./emit-forward.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { weightLayout } from "./weight-layout.ts";

/** Said in the file's metadata, for whoever feeds it elsewhere. */
const PREPROCESSING = "float32 NHWC, RGB, pixels 0..255 divided by 255";

/**
 * A trained network as an ONNX file of standard operators.
 * In: `input` float32 [batch, height, width, channels], 0..1. Out: `probabilities` and `logits`, float32
 * [batch, classes]. Metadata: `classes` (a JSON list) and `preprocessing`.
 */
export function exportModel(plan: NetworkPlan, values: WeightValues): Uint8Array {
  const graph = new GraphBuilder();
  const input = graph.input("input", "float32", ["batch", ...plan.inputShape]);
  const images = graph.node("Transpose", [input], { perm: [0, 3, 1, 2] });
  const layout = weightLayout(plan);
  const weights = new Map<string, string>();
  for (const { weight, axes, dims } of [...layout.trainable.entries, ...layout.statistics.entries]) {
    const value = values.get(weight.key);
    if (!value) throw new Error(`The weight ${weight.key} is missing`);
    weights.set(weight.key, graph.initializer(weight.key, permuteAxes(value, weight.shape, axes), dims));
  }
  const { logits } = emitForward(graph, plan, { images, weights, isTraining: false });
  const info = { type: "float32", dims: ["batch", plan.outputLength] } as const;
  graph.output("probabilities", graph.node("Softmax", [logits], { axis: 1 }), info);
  graph.output("logits", logits, info);
  return graph.encode("network", {
    classes: JSON.stringify(classesOf(plan.target)),
    preprocessing: PREPROCESSING,
  });
}
