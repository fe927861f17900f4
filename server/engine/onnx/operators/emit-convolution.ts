import type { Shape } from "#models/layers/define-layer.ts";
import type { BlockedValues } from "../passes/blocked-values.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { channelSums } from "./emit-channel-sums.ts";
import { emitKernelGradient } from "./emit-kernel-gradient.ts";
import { onnxPads, outputPadding, type WindowGeometry } from "./window-padding.ts";

export type ConvolutionOperands = {
  graph: GraphBuilder;
  blocked: BlockedValues;
  input: string;
  /** [filters, channels / groups, kh, kw]. */
  kernel: string;
  bias?: string | undefined;
  geometry: WindowGeometry;
  /** Parts of channels and filters that do not see each other; as many as channels in a depthwise convolution. */
  groups: number;
};

/** A convolution, and for the gradient of its output those of its input, kernel and bias. */
export function emitConvolution(operands: ConvolutionOperands) {
  const { graph, blocked, input, kernel, bias, geometry, groups } = operands;
  const output = blocked.convolve({
    input,
    kernel,
    bias,
    channels: geometry.input[2],
    filters: geometry.output[2],
    size: geometry.size,
    strides: geometry.strides,
    dilations: geometry.dilations,
    pads: onnxPads(geometry),
    groups,
  });
  return {
    output,
    kernelGradient: (gradient: string) =>
      emitKernelGradient(graph, { blocked, input, gradient, geometry, groups }),
    biasGradient: (gradient: string) => emitBiasGradient(graph, gradient, geometry.output),
    inputGradient: (gradient: string) =>
      emitPaintedBack({ graph, blocked, kernel, geometry, groups }, gradient),
  };
}

/** Of a bias that every pixel of [h, w, channels] has. */
export function emitBiasGradient(graph: GraphBuilder, gradient: string, shape: Shape): string {
  return graph.node("Reshape", [channelSums(graph, shape).of(gradient).sum(), graph.ints([-1])]);
}

/**
 * From what a convolution gives back to what it was given: every pixel paints the kernel. At stride 1 a convolution with the
 * kernel turned by half and its channels exchanged, else a transposed one.
 */
export function emitPaintedBack(
  { graph, blocked, kernel, bias, geometry, groups }: Omit<ConvolutionOperands, "input">,
  pixels: string,
): string {
  const { size, reach, strides, dilations, before, after } = geometry;
  if (strides[0] !== 1 || strides[1] !== 1) {
    return graph.node("ConvTranspose", bias === undefined ? [pixels, kernel] : [pixels, kernel, bias], {
      kernel_shape: size,
      strides,
      dilations,
      pads: onnxPads(geometry),
      output_padding: outputPadding(geometry),
      group: groups,
    });
  }
  const exchanged = emitExchanged(graph, { kernel, geometry, groups });
  return blocked.convolve({
    input: pixels,
    kernel: size[0] * size[1] === 1 ? exchanged : emitHalfTurn(graph, exchanged),
    bias,
    channels: geometry.output[2],
    filters: geometry.input[2],
    size,
    strides: [1, 1],
    dilations,
    pads: [
      reach[0] - 1 - before[0],
      reach[1] - 1 - before[1],
      reach[0] - 1 - after[0],
      reach[1] - 1 - after[1],
    ],
    groups,
  });
}

/** [filters, channels / groups, kh, kw] to [channels, filters / groups, kh, kw], each group on its own. */
function emitExchanged(
  graph: GraphBuilder,
  { kernel, geometry, groups }: Pick<ConvolutionOperands, "kernel" | "geometry" | "groups">,
): string {
  const [filters, channels] = [geometry.output[2] / groups, geometry.input[2] / groups];
  if (groups === 1) return graph.node("Transpose", [kernel], { perm: [1, 0, 2, 3] });
  if (filters === 1 && channels === 1) return kernel;
  const split = graph.ints([groups, filters, channels, ...geometry.size]);
  const parts = graph.node("Transpose", [graph.node("Reshape", [kernel, split])], { perm: [0, 2, 1, 3, 4] });
  return graph.node("Reshape", [parts, graph.ints([geometry.input[2], filters, ...geometry.size])]);
}

const BEFORE_THE_FIRST = -2_147_483_648;

function emitHalfTurn(graph: GraphBuilder, kernel: string): string {
  const backwards = graph.ints([-1, -1]);
  const ends = graph.ints([BEFORE_THE_FIRST, BEFORE_THE_FIRST]);
  return graph.node("Slice", [kernel, backwards, ends, graph.ints([2, 3]), backwards]);
}
