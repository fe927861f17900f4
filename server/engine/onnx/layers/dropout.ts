import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitDropout } from "../operators/emit-dropout.ts";

export const dropout = defineOnnxLayer({
  type: "Dropout",
  emit: ({ graph, settings, inputs: [input], isTraining, randomMask }) =>
    emitDropout(graph, input.name, {
      rate: isTraining ? settings.rate : 0,
      mask: () =>
        randomMask(settings.rate, settings.wholeImage === true ? input.shape.map(() => 1) : input.shape),
    }),
});
