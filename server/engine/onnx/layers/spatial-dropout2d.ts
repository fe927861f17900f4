import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitDropout } from "../operators/emit-dropout.ts";

export const spatialDropout2d = defineOnnxLayer({
  type: "SpatialDropout2D",
  emit: ({ graph, settings, inputs: [input], isTraining, randomMask }) =>
    emitDropout(graph, input.name, {
      rate: isTraining ? settings.rate : 0,
      mask: () => randomMask(settings.rate, [1, 1, input.shape[2] ?? 1]),
    }),
});
