import { emitActivation } from "../operators/emit-activation.ts";
import { emitConvolution } from "../operators/emit-convolution.ts";
import { windowGeometry, type Window } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** A convolution over a map of one row. */
export const conv1d = defineOnnxLayer({
  type: "Conv1D",
  weightAxes: { kernel: [2, 1, 0] },
  emit({ graph, blocked, settings, inputs: [input], outputShape, weight }) {
    const { filters, kernelSize, strides, padding, dilationRate, groups, useBias } = settings;
    const parts = (input.shape.at(-1) ?? 1) / groups;
    const before = (kernelSize - 1) * dilationRate;
    const window: Window = {
      size: [1, kernelSize],
      strides: [1, strides],
      dilationRate: [1, dilationRate],
      padding: padding === "same" ? "same" : "valid",
      border: padding === "causal" ? { before: [0, before], after: [0, 0] } : undefined,
    };
    const convolution = emitConvolution({
      graph,
      blocked,
      input: input.name,
      kernel: graph.node("Reshape", [weight("kernel"), graph.ints([filters, parts, 1, kernelSize])]),
      bias: useBias ? weight("bias") : undefined,
      geometry: windowGeometry(input.shape, outputShape, window),
      groups,
    });
    const activated = emitActivation(graph, settings.activation, convolution.output);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        const kernel = convolution.kernelGradient(gradient);
        return {
          inputs: [() => convolution.inputGradient(gradient)],
          weights: {
            kernel: graph.node("Reshape", [kernel, graph.ints([filters, parts, kernelSize])]),
            ...(useBias ? { bias: convolution.biasGradient(gradient) } : {}),
          },
        };
      },
    };
  },
});
