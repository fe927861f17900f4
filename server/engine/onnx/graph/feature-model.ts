import { asMap } from "#server/engine/inputs.ts";
import type { FrozenPart } from "#server/engine/frozen/frozen-part.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { foldBorders } from "../passes/fold-borders.ts";
import { emitForward } from "./emit-forward.ts";
import { emitWeightValues } from "./emit-weight-values.ts";
import { GraphBuilder } from "./graph-builder.ts";

/**
 * The frozen part of a network as an ONNX model.
 * In: `input` float32 [batch, height, width, channels], 0..1, or [batch, steps, columns]. Out: `features` float32
 * [batch, length], a map in the order of height, width and channels.
 */
export function featureModel(plan: NetworkPlan, part: FrozenPart, values: WeightValues): Uint8Array {
  const graph = new GraphBuilder();
  const input = graph.input("input", "float32", ["batch", ...plan.inputShape]);
  const map = graph.node("Reshape", [input, graph.ints([-1, ...asMap(plan.inputShape)])]);
  const images = graph.node("Transpose", [map], { perm: [0, 3, 1, 2] });
  const weights = part.layers.flatMap((layer) => layer.weights);
  const frozen = { ...plan, layers: part.layers, weights, logits: part.last };
  const emitted = emitWeightValues(graph, frozen, values);
  const { logits } = emitForward(graph, foldBorders(frozen), { images, weights: emitted, isTraining: false });
  const isMap = (part.layers.at(-1)?.shape.length ?? 1) > 1;
  const last = isMap ? graph.node("Transpose", [logits], { perm: [0, 2, 3, 1] }) : logits;
  const features = graph.node("Reshape", [last, graph.ints([-1, part.length])]);
  graph.output("features", features, { type: "float32", dims: ["batch", part.length] });
  return graph.encode("features");
}
