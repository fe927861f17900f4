import type { GraphBuilder } from "../graph/graph-builder.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitChoices } from "../operators/emit-choices.ts";
import { emitIdentity } from "../operators/emit-identity.ts";
import { emitReversed } from "../operators/emit-reversed.ts";

/** A half turn or none, then a quarter turn counterclockwise or none. */
export const randomRotation = defineOnnxLayer({
  type: "RandomRotation",
  emit({ graph, inputs: [input], isTraining, randomMask }) {
    if (!isTraining) return emitIdentity(input.name);
    const [noHalf = "", noQuarter = ""] = emitChoices(graph, randomMask(0.5, [1, 1, 2]), 2);
    const half = (value: string) => graph.node("Where", [noHalf, value, emitReversed(graph, value, [2, 3])]);
    const quarter = (value: string) =>
      graph.node("Where", [noQuarter, value, emitReversed(graph, emitTransposed(graph, value), [2])]);
    const quarterBack = (value: string) =>
      graph.node("Where", [noQuarter, value, emitTransposed(graph, emitReversed(graph, value, [2]))]);
    return {
      output: quarter(half(input.name)),
      backward: (gradient) => ({ inputs: [() => half(quarterBack(gradient))], weights: {} }),
    };
  },
});

function emitTransposed(graph: GraphBuilder, value: string): string {
  return graph.node("Transpose", [value], { perm: [0, 1, 3, 2] });
}
