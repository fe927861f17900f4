import { emitAffine } from "../operators/emit-affine.ts";
import { emitNormalized } from "../operators/emit-normalized.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** Over Keras's last axis, which is ONNX's axis 1. */
export const layerNormalization = defineOnnxLayer({
  type: "LayerNormalization",
  emit({ graph, settings, inputs: [{ name, shape }], weight }) {
    const { normalized, backward } = emitNormalized(graph, name, { axis: 1, epsilon: settings.epsilon });
    const affine = emitAffine(graph, normalized, { settings, shape, weight });
    return {
      output: affine.output,
      backward: (gradient) => ({
        inputs: [() => backward(affine.inputGradient(gradient))],
        weights: affine.weightGradients(gradient),
      }),
    };
  },
});
