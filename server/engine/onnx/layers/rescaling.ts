import { emitScaled } from "../operators/emit-scaled.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const rescaling = defineOnnxLayer({
  type: "Rescaling",
  emit: ({ graph, settings, inputs: [input] }) => emitScaled(graph, input, settings),
});
