import { emitBiasGradient, emitPaintedBack, type ConvolutionOperands } from "./emit-convolution.ts";
import { emitKernelGradient } from "./emit-kernel-gradient.ts";
import { onnxPads } from "./window-padding.ts";

/**
 * The way back of a convolution, and its gradients: those of a convolution, with input and output exchanged.
 * `geometry` and `kernel`, [channels, filters, kh, kw], are that convolution's, which gives what is the input here.
 */
export function emitTransposedConvolution({ input, ...operands }: Omit<ConvolutionOperands, "groups">) {
  const { graph, blocked, kernel, geometry } = operands;
  return {
    output: emitPaintedBack({ ...operands, groups: 1 }, input),
    inputGradient: (gradient: string) =>
      blocked.convolve({
        input: gradient,
        kernel,
        channels: geometry.input[2],
        filters: geometry.output[2],
        size: geometry.size,
        strides: geometry.strides,
        dilations: geometry.dilations,
        pads: onnxPads(geometry),
        groups: 1,
      }),
    kernelGradient: (gradient: string) =>
      emitKernelGradient(graph, { blocked, input: gradient, gradient: input, geometry, groups: 1 }),
    biasGradient: (gradient: string) => emitBiasGradient(graph, gradient, geometry.input),
  };
}
