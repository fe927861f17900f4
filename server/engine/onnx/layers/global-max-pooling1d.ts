import { emitGlobalMax } from "../operators/emit-global-max.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const globalMaxPooling1d = defineOnnxLayer({
  type: "GlobalMaxPooling1D",
  emit: ({ graph, inputs: [input] }) => emitGlobalMax(graph, input),
});
