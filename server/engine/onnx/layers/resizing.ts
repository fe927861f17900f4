import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitResize } from "../operators/emit-resize.ts";

export const resizing = defineOnnxLayer({
  type: "Resizing",
  emit: ({ graph, settings: { interpolation }, inputs: [input], outputShape }) =>
    emitResize(graph, input, { outputShape, interpolation }),
});
