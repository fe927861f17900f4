import { emitGlobalAverage } from "../operators/emit-global-average.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const globalAveragePooling2d = defineOnnxLayer({
  type: "GlobalAveragePooling2D",
  emit: ({ graph, inputs: [input] }) => emitGlobalAverage(graph, input),
});
