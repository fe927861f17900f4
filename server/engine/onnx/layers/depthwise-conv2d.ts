import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "../operators/emit-activation.ts";
import { emitConvolution } from "../operators/emit-convolution.ts";
import { windowGeometry } from "../operators/window-padding.ts";

/** A convolution with as many groups as channels. */
export const depthwiseConv2d = defineOnnxLayer({
  type: "DepthwiseConv2D",
  weightAxes: { kernel: [2, 3, 0, 1] },
  emit({ graph, blocked, settings, inputs: [input], outputShape, border, weight }) {
    const [, , filters = 0] = outputShape;
    const convolution = emitConvolution({
      graph,
      blocked,
      input: input.name,
      kernel: graph.node("Reshape", [weight("kernel"), graph.ints([filters, 1, ...settings.kernelSize])]),
      bias: settings.useBias ? weight("bias") : undefined,
      geometry: windowGeometry(input.shape, outputShape, { ...settings, size: settings.kernelSize, border }),
      groups: input.shape[2] ?? 1,
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
