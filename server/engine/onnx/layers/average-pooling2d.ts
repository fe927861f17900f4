import { emitAveragePool } from "../operators/emit-average-pool.ts";
import { windowGeometry } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const averagePooling2d = defineOnnxLayer({
  type: "AveragePooling2D",
  emit({ graph, settings: { poolSize: size, strides = size, padding }, inputs: [input], outputShape }) {
    return emitAveragePool(
      graph,
      input,
      windowGeometry(input.shape, outputShape, { size, strides, padding }),
    );
  },
});
