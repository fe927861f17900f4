import { emitActivatedConvolution } from "../operators/emit-activated-convolution.ts";
import type { Window } from "../operators/window-padding.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** A convolution over a map of one row. */
export const conv1d = defineOnnxLayer({
  type: "Conv1D",
  weightAxes: { kernel: [2, 1, 0] },
  emit(context) {
    const { graph, settings, inputs } = context;
    const { filters, kernelSize, strides, padding, dilationRate, groups } = settings;
    const parts = (inputs[0].shape.at(-1) ?? 1) / groups;
    const before = (kernelSize - 1) * dilationRate;
    const window: Window = {
      size: [1, kernelSize],
      strides: [1, strides],
      dilationRate: [1, dilationRate],
      padding: padding === "same" ? "same" : "valid",
      border: padding === "causal" ? { before: [0, before], after: [0, 0] } : undefined,
    };
    const kernelShape = graph.ints([filters, parts, 1, kernelSize]);
    return emitActivatedConvolution(context, {
      kernel: graph.node("Reshape", [context.weight("kernel"), kernelShape]),
      window,
      groups,
      kernelGradient: (kernel) => graph.node("Reshape", [kernel, graph.ints([filters, parts, kernelSize])]),
    });
  },
});
