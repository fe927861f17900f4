import { emitActivation } from "../operators/emit-activation.ts";
import { emitTransposedConvolution } from "../operators/emit-transposed-convolution.ts";
import { windowGeometry } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** The way back of a convolution from the output's shape to the input's. */
export const conv2dTranspose = defineOnnxLayer({
  type: "Conv2DTranspose",
  weightAxes: { kernel: [3, 2, 0, 1] },
  emit({ graph, blocked, settings, inputs: [input], outputShape, weight }) {
    const { kernelSize: size, strides, padding, dilationRate, useBias } = settings;
    const convolution = emitTransposedConvolution({
      graph,
      blocked,
      input: input.name,
      kernel: weight("kernel"),
      bias: useBias ? weight("bias") : undefined,
      geometry: windowGeometry(outputShape, input.shape, { size, strides, padding, dilationRate }),
    });
    const activated = emitActivation(graph, settings.activation, convolution.output);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        return {
          inputs: [() => convolution.inputGradient(gradient)],
          weights: {
            kernel: convolution.kernelGradient(gradient),
            ...(useBias ? { bias: convolution.biasGradient(gradient) } : {}),
          },
        };
      },
    };
  },
});
