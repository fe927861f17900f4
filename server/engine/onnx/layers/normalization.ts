import { normalizingScale } from "#models/layers/normalization.ts";
import { emitScaled } from "../operators/emit-scaled.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const normalization = defineOnnxLayer({
  type: "Normalization",
  emit: ({ graph, settings, inputs: [input] }) =>
    emitScaled(graph, input, normalizingScale(settings, input.shape.at(-1) ?? 0)),
});
