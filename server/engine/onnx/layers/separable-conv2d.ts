import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "../operators/emit-activation.ts";
import { emitConvolution } from "../operators/emit-convolution.ts";
import { windowGeometry } from "../operators/window-padding.ts";

/** A depthwise convolution, and a 1x1 one of what it gives. */
export const separableConv2d = defineOnnxLayer({
  type: "SeparableConv2D",
  weightAxes: { depthwise_kernel: [2, 3, 0, 1], pointwise_kernel: [3, 2, 0, 1] },
  emit({ graph, blocked, settings, inputs: [input], outputShape, border, weight }) {
    const [height = 0, width = 0] = outputShape;
    const channels = input.shape[2] ?? 1;
    const between = [height, width, channels * settings.depthMultiplier] as const;
    const kernelShape = graph.ints([between[2], 1, ...settings.kernelSize]);
    const depthwise = emitConvolution({
      graph,
      blocked,
      input: input.name,
      kernel: graph.node("Reshape", [weight("depthwise_kernel"), kernelShape]),
      geometry: windowGeometry(input.shape, between, { ...settings, size: settings.kernelSize, border }),
      groups: channels,
    });
    const pointwise = emitConvolution({
      graph,
      blocked,
      input: depthwise.output,
      kernel: weight("pointwise_kernel"),
      bias: settings.useBias ? weight("bias") : undefined,
      geometry: windowGeometry(between, outputShape, { size: [1, 1], strides: [1, 1], padding: "valid" }),
      groups: 1,
    });
    const activated = emitActivation(graph, settings.activation, pointwise.output);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        const inner = pointwise.inputGradient(gradient);
        return {
          inputs: [() => depthwise.inputGradient(inner)],
          weights: {
            depthwise_kernel: depthwise.kernelGradient(inner),
            pointwise_kernel: pointwise.kernelGradient(gradient),
            ...(settings.useBias ? { bias: pointwise.biasGradient(gradient) } : {}),
          },
        };
      },
    };
  },
});
