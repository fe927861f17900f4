import { emitAveragePool } from "../operators/emit-average-pool.ts";
import { windowGeometry, type Window } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const averagePooling1d = defineOnnxLayer({
  type: "AveragePooling1D",
  emit({ graph, settings: { poolSize, strides = poolSize, padding }, inputs: [input], outputShape }) {
    const window: Window = { size: [1, poolSize], strides: [1, strides], padding };
    return emitAveragePool(graph, input, windowGeometry(input.shape, outputShape, window));
  },
});
