import { emitMaxPool } from "../operators/emit-max-pool.ts";
import { windowGeometry, type Window } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const maxPooling1d = defineOnnxLayer({
  type: "MaxPooling1D",
  emit({ graph, settings: { poolSize, strides = poolSize, padding }, inputs: [input], ...context }) {
    const window: Window = { size: [1, poolSize], strides: [1, strides], padding };
    const geometry = windowGeometry(input.shape, context.outputShape, window);
    return emitMaxPool(graph, input, { geometry, isTraining: context.isTraining });
  },
});
