import { emitGlobalAverage } from "../operators/emit-global-average.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const globalAveragePooling1d = defineOnnxLayer({
  type: "GlobalAveragePooling1D",
  emit: ({ graph, inputs: [input] }) => emitGlobalAverage(graph, input),
});
