import type { BlockedValues } from "../blocked-values.ts";
import type { GraphBuilder } from "../graph-builder.ts";
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
  const dims = isDepthwise ? [1, filters, ...geometry.size] : [channels, filters, ...geometry.size];
  const attributes = {
    kernel_shape: [rows, columns],
    strides: geometry.dilations,
    dilations: geometry.strides,
    pads: [0, 0, 0, 0],
    group: groups,
    auto_pad: "NOTSET",
  };
  const sum = graph.scan(
    {
      state: { name: emitZeros(graph, dims), dims },
      slices: [
        { name: input, dims: [channels, height, width] },
        { name: blocked.toBlocked(gradient), dims: [filters, rows, columns] },
      ],
    },
    (body, { state, slices: [picture = "", slope = ""] }) => {
      const kernel = body.node("Reshape", [slope, body.ints([filters, 1, rows, columns])]);
      const framed = emitFramed(body, picture, { geometry, isDepthwise });
      const source = isDepthwise ? body.blocked("ReorderInput", [framed]) : framed;
      return body.blocked("Conv", [source, kernel, "", state], attributes);
    },
  );
  const plain = graph.blocked("ReorderOutput", [sum], { channels: filters });
  return graph.node("Transpose", [plain], { perm: [1, 0, 2, 3] });
}

/** A picture [channels, h, w] with its padding and without rows and columns that no window reaches, a picture a channel or one of all. */
function emitFramed(
  body: GraphBuilder,
  picture: string,
  { geometry, isDepthwise }: { geometry: WindowGeometry; isDepthwise: boolean },
): string {
  const { before, input, output, strides, reach } = geometry;
  const [, , channels] = input;
  const covered = ([0, 1] as const).map((axis) => (output[axis] - 1) * strides[axis] + reach[axis]);
  const [bottom = 0, right = 0] = covered.map(
    (side, axis) => side - (input[axis] ?? 0) - (before[axis] ?? 0),
  );
  const pads = [0, ...before, 0, bottom, right];
  const isWhole = pads.every((zeros) => zeros === 0);
  const framed = isWhole ? picture : body.node("Pad", [picture, body.ints(pads)]);
  return body.node("Reshape", [
    framed,
    body.ints(isDepthwise ? [1, channels, ...covered] : [channels, 1, ...covered]),
  ]);
}

function emitZeros(graph: GraphBuilder, dims: readonly number[]): string {
  return graph.node("ConstantOfShape", [graph.ints(dims)]);
}
