import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitChoices } from "../operators/emit-choices.ts";
import { emitIdentity } from "../operators/emit-identity.ts";
import { emitReversed } from "../operators/emit-reversed.ts";

const AXES = { horizontal: [3], vertical: [2], horizontal_and_vertical: [3, 2] } as const;

/** Mirroring is its own inverse, so gradients take the same way. */
export const randomFlip = defineOnnxLayer({
  type: "RandomFlip",
  emit({ graph, settings, inputs: [input], isTraining, randomMask }) {
    if (!isTraining) return emitIdentity(input.name);
    const axes = AXES[settings.mode];
    const isKept = emitChoices(graph, randomMask(0.5, [1, 1, axes.length]), axes.length);
    const flipped = (value: string) =>
      axes.reduce<string>(
        (kept, axis, i) => graph.node("Where", [isKept[i] ?? "", kept, emitReversed(graph, kept, [axis])]),
        value,
      );
    return {
      output: flipped(input.name),
      backward: (gradient) => ({ inputs: [() => flipped(gradient)], weights: {} }),
    };
  },
});
