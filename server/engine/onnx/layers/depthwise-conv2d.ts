import { emitActivatedConvolution } from "../operators/emit-activated-convolution.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** A convolution with as many groups as channels. */
export const depthwiseConv2d = defineOnnxLayer({
  type: "DepthwiseConv2D",
  weightAxes: { kernel: [2, 3, 0, 1] },
  emit(context) {
    const { graph, settings, inputs, outputShape, border } = context;
    const [, , filters = 0] = outputShape;
    const kernelShape = graph.ints([filters, 1, ...settings.kernelSize]);
    return emitActivatedConvolution(context, {
      kernel: graph.node("Reshape", [context.weight("kernel"), kernelShape]),
      window: { ...settings, size: settings.kernelSize, border },
      groups: inputs[0].shape[2] ?? 1,
    });
  },
});
