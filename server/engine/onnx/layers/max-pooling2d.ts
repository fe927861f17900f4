import { emitMaxPool } from "../operators/emit-max-pool.ts";
import { windowGeometry } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const maxPooling2d = defineOnnxLayer({
  type: "MaxPooling2D",
  emit({ graph, settings: { poolSize: size, strides = size, padding }, inputs: [input], ...context }) {
    const geometry = windowGeometry(input.shape, context.outputShape, { size, strides, padding });
    return emitMaxPool(graph, input, { geometry, isTraining: context.isTraining });
  },
});
