import type { BlockedValues } from "../passes/blocked-values.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { WindowGeometry } from "./window-padding.ts";

export type KernelOperands = {
  blocked: BlockedValues;
  input: string;
  gradient: string;
  geometry: WindowGeometry;
  groups: number;
};

/** Below that, the blocked convolution has too few pixels side by side to keep the processor busy. */
const FEWEST_COLUMNS = 3;

/** A picture of so many values is framed while it is in the cache; smaller ones cost less all at once. */
const LARGE_PICTURE = 8_192;

/** Whether `emitSlidKernelGradient` can be had, and pays. */
export function slidesPictures(graph: GraphBuilder, { geometry, groups }: KernelOperands): boolean {
  const { blockSize } = graph.target;
  const [channels, filters] = [geometry.input[2], geometry.output[2]];
  const isDepthwise = groups > 1 && groups === channels && groups === filters;
  return (
    blockSize > 1 &&
    filters % blockSize === 0 &&
    geometry.size[1] >= FEWEST_COLUMNS &&
    (groups === 1 || isDepthwise)
  );
}

/**
 * The gradient for a convolution's kernel, [filters, channels / groups, kh, kw], picture by picture: what the output's
 * gradient meets when it slides over the input. A convolution in the blocked layout whose pictures are the channels and
 * whose kernel is the gradient, with strides and dilations exchanged. One picture at a time stays in the cache, and
 * nothing is laid out: half to two thirds of the time of one product for all pictures.
 */
export function emitSlidKernelGradient(graph: GraphBuilder, operands: KernelOperands): string {
  const { blocked, input, gradient, geometry, groups } = operands;
  const [height, width, channels] = geometry.input;
  const [rows, columns, filters] = geometry.output;
  const isDepthwise = groups > 1;
  const isFramedAlone = !isDepthwise && height * width * channels >= LARGE_PICTURE;
  const sides = isFramedAlone ? [height, width] : coveredSides(geometry);
  const state = isDepthwise ? [1, filters, ...geometry.size] : [channels, filters, ...geometry.size];
  const attributes = {
    kernel_shape: [rows, columns],
    strides: geometry.dilations,
    dilations: geometry.strides,
    pads: [0, 0, 0, 0],
    group: groups,
    auto_pad: "NOTSET",
  };
  /** In the dims that a round wants, since a Reshape in each costs more than one of all. */
  const byPicture = (value: string, dims: readonly number[]) => ({
    name: graph.node("Reshape", [value, graph.ints([-1, ...dims])]),
    dims,
  });
  const pictures = isDepthwise
    ? byPicture(emitFramedBlocks(graph, operands), [1, channels, ...sides])
    : byPicture(isFramedAlone ? input : emitFramed(graph, input, geometry), [channels, 1, ...sides]);
  const sum = graph.scan(
    {
      state: { name: graph.node("ConstantOfShape", [graph.ints(state)]), dims: state },
      slices: [pictures, byPicture(blocked.toBlocked(gradient), [filters, 1, rows, columns])],
    },
    (body, { state: before, slices: [picture = "", slope = ""] }) => {
      const source = isFramedAlone ? emitFramed(body, picture, geometry) : picture;
      return body.blocked("Conv", [source, slope, "", before], attributes);
    },
  );
  const plain = graph.blocked("ReorderOutput", [sum], { channels: filters });
  return graph.node("Transpose", [plain], { perm: [1, 0, 2, 3] });
}

/** Height and width of all that windows reach, padding included. */
function coveredSides({ output, strides, reach }: WindowGeometry): [number, number] {
  const covered = (axis: 0 | 1) => (output[axis] - 1) * strides[axis] + reach[axis];
  return [covered(0), covered(1)];
}

/** Zeros before and after each side; less than none where no window reaches the last rows or columns. */
function framePads(geometry: WindowGeometry): number[] {
  const { before, input } = geometry;
  const after = coveredSides(geometry).map((side, axis) => side - (input[axis] ?? 0) - (before[axis] ?? 0));
  return [...before, ...after];
}

/** [.., .., h, w] with its padding and without rows and columns that no window reaches. */
function emitFramed(graph: GraphBuilder, value: string, geometry: WindowGeometry): string {
  const [top = 0, left = 0, bottom = 0, right = 0] = framePads(geometry);
  if (top === 0 && left === 0 && bottom === 0 && right === 0) return value;
  return graph.node("Pad", [value, graph.ints([0, 0, top, left, 0, 0, bottom, right])]);
}

/**
 * The same in the blocked layout, in which the convolution itself had its input: a 1 x 1 convolution that changes nothing
 * puts zeros around it on all cores, where a Pad runs on one.
 */
function emitFramedBlocks(graph: GraphBuilder, { blocked, input, geometry }: KernelOperands): string {
  const pads = framePads(geometry);
  if (pads.some((zeros) => zeros < 0)) return blocked.toBlocked(emitFramed(graph, input, geometry));
  const blocks = blocked.toBlocked(input);
  if (pads.every((zeros) => zeros === 0)) return blocks;
  const [, , channels] = geometry.input;
  const ones = graph.floats(new Float32Array(channels).fill(1), [channels, 1, 1, 1]);
  return graph.blocked("Conv", [blocks, ones], {
    kernel_shape: [1, 1],
    strides: [1, 1],
    dilations: [1, 1],
    pads,
    group: channels,
    auto_pad: "NOTSET",
  });
}
