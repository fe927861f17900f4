import { emitGlobalMax } from "../operators/emit-global-max.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const globalMaxPooling2d = defineOnnxLayer({
  type: "GlobalMaxPooling2D",
  emit: ({ graph, inputs: [input] }) => emitGlobalMax(graph, input),
});
