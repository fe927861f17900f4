import { emitActivatedConvolution } from "../operators/emit-activated-convolution.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const conv2d = defineOnnxLayer({
  type: "Conv2D",
  weightAxes: { kernel: [3, 2, 0, 1] },
  emit: (context) =>
    emitActivatedConvolution(context, {
      kernel: context.weight("kernel"),
      window: { ...context.settings, size: context.settings.kernelSize, border: context.border },
      groups: context.settings.groups,
    }),
});
