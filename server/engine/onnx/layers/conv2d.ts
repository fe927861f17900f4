import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "../operators/emit-activation.ts";
import { emitConvolution } from "../operators/emit-convolution.ts";
import { windowGeometry } from "../operators/window-padding.ts";

export const conv2d = defineOnnxLayer({
  type: "Conv2D",
  weightAxes: { kernel: [3, 2, 0, 1] },
  emit({ graph, blocked, settings, inputs: [input], outputShape, border, weight }) {
    const convolution = emitConvolution({
      graph,
      blocked,
      input: input.name,
      kernel: weight("kernel"),
      bias: settings.useBias ? weight("bias") : undefined,
      geometry: windowGeometry(input.shape, outputShape, { ...settings, size: settings.kernelSize, border }),
      groups: settings.groups,
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
            ...(settings.useBias ? { bias: convolution.biasGradient(gradient) } : {}),
          },
        };
      },
    };
  },
});
