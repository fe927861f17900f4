import type { GraphBuilder } from "../graph-builder.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "./emit-activation.ts";
import { emitKernelGradient } from "./emit-kernel-gradient.ts";
import { onnxPads, outputPadding, windowGeometry, type WindowGeometry } from "./window-padding.ts";

export const conv2d = defineOnnxLayer({
  type: "Conv2D",
  weightAxes: { kernel: [3, 2, 0, 1] },
  emit({ graph, settings, inputs: [input], outputShape, weight }) {
    const geometry = windowGeometry(input.shape, outputShape, { ...settings, size: settings.kernelSize });
    const kernel = weight("kernel");
    const operands = settings.useBias ? [input.name, kernel, weight("bias")] : [input.name, kernel];
    const convolved = graph.node("Conv", operands, {
      kernel_shape: geometry.size,
      strides: geometry.strides,
      pads: onnxPads(geometry),
    });
    const activated = emitActivation(graph, settings.activation, convolved);
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        const weights = { kernel: emitKernelGradient(graph, { input: input.name, gradient, geometry }) };
        return {
          inputs: [() => emitInputGradient(graph, { kernel, gradient, geometry })],
          weights: settings.useBias
            ? {
                ...weights,
                bias: graph.node("ReduceSum", [gradient, graph.ints([0, 2, 3])], { keepdims: 0 }),
              }
            : weights,
        };
      },
    };
  },
});

type InputGradient = { kernel: string; gradient: string; geometry: WindowGeometry };

function emitInputGradient(graph: GraphBuilder, { kernel, gradient, geometry }: InputGradient): string {
  const { size, strides, before, after } = geometry;
  if (strides[0] !== 1 || strides[1] !== 1) {
    return graph.node("ConvTranspose", [gradient, kernel], {
      kernel_shape: size,
      strides,
      pads: onnxPads(geometry),
      output_padding: outputPadding(geometry),
    });
  }
  const swapped = graph.node("Transpose", [kernel], { perm: [1, 0, 2, 3] });
  const end = -2_147_483_648;
  const rotated = graph.node("Slice", [
    swapped,
    graph.ints([-1, -1]),
    graph.ints([end, end]),
    graph.ints([2, 3]),
    graph.ints([-1, -1]),
  ]);
  return graph.node("Conv", [gradient, size[0] * size[1] === 1 ? swapped : rotated], {
    kernel_shape: size,
    pads: [size[0] - 1 - before[0], size[1] - 1 - before[1], size[0] - 1 - after[0], size[1] - 1 - after[1]],
  });
}
