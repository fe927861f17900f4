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
  const state = isDepthwise ? [1, filters, ...geometry.size] : [channels, filters, ...geometry.size];
  const picture = isDepthwise ? [1, channels, height, width] : [channels, 1, height, width];
  const kernel = [filters, 1, rows, columns];
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
  const sum = graph.scan(
    {
      state: { name: graph.node("ConstantOfShape", [graph.ints(state)]), dims: state },
      slices: [byPicture(input, picture), byPicture(blocked.toBlocked(gradient), kernel)],
    },
    (body, round) => {
      const [pixels = "", slope = ""] = round.slices;
      const framed = emitFramed(body, pixels, geometry);
      const source = isDepthwise ? body.blocked("ReorderInput", [framed]) : framed;
      return body.blocked("Conv", [source, slope, "", round.state], attributes);
    },
  );
  const plain = graph.blocked("ReorderOutput", [sum], { channels: filters });
  return graph.node("Transpose", [plain], { perm: [1, 0, 2, 3] });
}

/** A picture [.., .., h, w] with its padding and without rows and columns that no window reaches. */
function emitFramed(
  body: GraphBuilder,
  picture: string,
  { before, input, output, strides, reach }: WindowGeometry,
): string {
  const [bottom, right] = ([0, 1] as const).map((axis) => {
    const covered = (output[axis] - 1) * strides[axis] + reach[axis];
    return covered - input[axis] - before[axis];
  });
  const pads = [0, 0, ...before, 0, 0, bottom ?? 0, right ?? 0];
  return pads.every((zeros) => zeros === 0) ? picture : body.node("Pad", [picture, body.ints(pads)]);
}
