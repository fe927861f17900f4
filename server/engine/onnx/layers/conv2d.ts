import type { BlockedValues } from "../blocked-values.ts";
import type { GraphBuilder } from "../graph-builder.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "./emit-activation.ts";
import { emitKernelGradient } from "./emit-kernel-gradient.ts";
import { onnxPads, outputPadding, windowGeometry, type WindowGeometry } from "./window-padding.ts";

export const conv2d = defineOnnxLayer({
  type: "Conv2D",
  weightAxes: { kernel: [3, 2, 0, 1] },
  emit({ graph, blocked, settings, inputs: [input], outputShape, weight }) {
    const geometry = windowGeometry(input.shape, outputShape, { ...settings, size: settings.kernelSize });
    const kernel = weight("kernel");
    const convolved = blocked.convolve({
      input: input.name,
      kernel,
      bias: settings.useBias ? weight("bias") : undefined,
      channels: geometry.input[2],
      filters: geometry.output[2],
      size: geometry.size,
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
          inputs: [() => emitInputGradient(graph, blocked, { kernel, gradient, geometry })],
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

/** At stride 1 a convolution with the kernel turned by half and its channels exchanged, else a transposed one. */
function emitInputGradient(
  graph: GraphBuilder,
  blocked: BlockedValues,
  { kernel, gradient, geometry }: InputGradient,
): string {
  const { size, strides, before, after } = geometry;
  if (strides[0] !== 1 || strides[1] !== 1) {
    return graph.node("ConvTranspose", [gradient, kernel], {
      kernel_shape: size,
      strides,
      pads: onnxPads(geometry),
      output_padding: outputPadding(geometry),
    });
  }
  const exchanged = graph.node("Transpose", [kernel], { perm: [1, 0, 2, 3] });
  return blocked.convolve({
    input: gradient,
    kernel: size[0] * size[1] === 1 ? exchanged : emitHalfTurn(graph, exchanged),
    channels: geometry.output[2],
    filters: geometry.input[2],
    size,
    strides: [1, 1],
    pads: [size[0] - 1 - before[0], size[1] - 1 - before[1], size[0] - 1 - after[0], size[1] - 1 - after[1]],
  });
}

const BEFORE_THE_FIRST = -2_147_483_648;

function emitHalfTurn(graph: GraphBuilder, kernel: string): string {
  const backwards = graph.ints([-1, -1]);
  const ends = graph.ints([BEFORE_THE_FIRST, BEFORE_THE_FIRST]);
  return graph.node("Slice", [kernel, backwards, ends, graph.ints([2, 3]), backwards]);
}
