import type { Size2d } from "#models/layers/settings/size2d.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitSlidKernelGradient, slidesPictures, type KernelOperands } from "./emit-slid-kernel-gradient.ts";
import { emitTransposedProduct } from "./emit-transposed-product.ts";
import { onnxPads, type WindowGeometry } from "./window-padding.ts";

/** The gradient for a convolution's kernel, [filters, channels / groups, kh, kw]. */
export function emitKernelGradient(graph: GraphBuilder, operands: KernelOperands): string {
  return slidesPictures(graph, operands)
    ? emitSlidKernelGradient(graph, operands)
    : emitLaidOutKernelGradient(graph, operands);
}

/**
 * For each place in the kernel, the pixels that it meets are laid out as one row, and one product a picture and group
 * with the output's gradient sums over the map.
 */
function emitLaidOutKernelGradient(graph: GraphBuilder, operands: KernelOperands): string {
  const { input, gradient, geometry, groups } = operands;
  const { size, output } = geometry;
  const [filters, channels] = [output[2] / groups, geometry.input[2] / groups];
  const rowCount = channels * size[0] * size[1];
  const split = groups === 1 ? [] : [groups];
  const pixels = emitMetPixels(graph, input, geometry);
  const met = graph.node("Reshape", [pixels, graph.ints([-1, ...split, rowCount, output[0] * output[1]])]);
  const slope = graph.node("Reshape", [gradient, graph.ints([0, ...split, filters, -1])]);
  // The product is quicker with the smaller operand on the right, which it has to repack, and with a single row on the
  // left, for which it has a kernel of its own.
  const isSlopeSmaller = filters <= rowCount && filters > 1;
  const [left, right] = isSlopeSmaller ? [met, slope] : [slope, met];
  const products = emitTransposedProduct(graph, left, { right, rank: 3 + split.length });
  const sum = emitSumOfPictures(graph, products, [
    ...split,
    ...(isSlopeSmaller ? [rowCount, filters] : [filters, rowCount]),
  ]);
  const perm = groups === 1 ? [1, 0] : [0, 2, 1];
  const byFilter = isSlopeSmaller && filters > 1 ? graph.node("Transpose", [sum], { perm }) : sum;
  return graph.node("Reshape", [byFilter, graph.ints([output[2], channels, ...size])]);
}

/**
 * [batch, ...dims] summed over the batch. On the CPU as a product with ones, whose first axis the runtime adds up ten
 * times as fast as a ReduceSum over it.
 */
function emitSumOfPictures(graph: GraphBuilder, value: string, dims: readonly number[]): string {
  if (!graph.target.hasFusedMatMul) return graph.node("ReduceSum", [value, graph.ints([0])], { keepdims: 0 });
  const rows = graph.node("Reshape", [value, graph.ints([-1, dims.reduce((a, b) => a * b, 1)])]);
  const batch = graph.node("Shape", [value], { start: 0, end: 1 });
  const ones = graph.node("Expand", [graph.floats([1], [1, 1]), batch]);
  return graph.node("Reshape", [graph.node("MatMul", [ones, rows]), graph.ints(dims)]);
}

/** Above this many constants, all channels share one set of kernels: slower, but small. */
const MAX_SHIFT_VALUES = 1_000_000;

/**
 * [batch, channels kh kw, h', w']: each channel once for each place in the kernel, shifted by it. A convolution of
 * each channel with kernels of a single 1 does it: it runs on all cores, where cutting and stacking run on one.
 */
function emitMetPixels(graph: GraphBuilder, input: string, geometry: WindowGeometry): string {
  const { size, strides, dilations, before, after } = geometry;
  const places = size[0] * size[1];
  const isWhole = places === 1 && strides[0] * strides[1] === 1;
  if (isWhole && [...before, ...after].every((zeros) => zeros === 0)) return input;
  const [height, width, channels] = geometry.input;
  const attributes = { kernel_shape: size, strides, dilations, pads: onnxPads(geometry) };
  if (graph.target.hasAnyGroups && channels * places * places <= MAX_SHIFT_VALUES) {
    return graph.node("Conv", [input, emitShifts(graph, size, channels)], { ...attributes, group: channels });
  }
  const single = graph.node("Reshape", [input, graph.ints([-1, 1, height, width])]);
  return graph.node("Conv", [single, emitShifts(graph, size, 1)], attributes);
}

/** [channels kh kw, 1, kh, kw], a single 1 in each kernel. */
function emitShifts(graph: GraphBuilder, size: Size2d, channels: number): string {
  const places = size[0] * size[1];
  return graph.filled([channels * places, 1, ...size], (shifts) => {
    for (let row = 0; row < channels * places; row++) shifts[row * places + (row % places)] = 1;
  });
}
