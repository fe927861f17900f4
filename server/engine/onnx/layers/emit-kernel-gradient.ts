import type { GraphBuilder } from "../graph-builder.ts";
import type { WindowGeometry } from "./window-padding.ts";

type Operands = { input: string; gradient: string; geometry: WindowGeometry };

/**
 * The gradient for a convolution's kernel, [filters, channels, kh, kw]: for each place in the kernel, the input
 * that it meets is cut out, all are stacked, and one product a picture with the output's gradient sums over the map.
 */
export function emitKernelGradient(graph: GraphBuilder, { input, gradient, geometry }: Operands): string {
  const { size, strides, before, after, output } = geometry;
  const channels = geometry.input[2];
  const padded = [...before, ...after].every((zeros) => zeros === 0)
    ? input
    : graph.node("Pad", [input, graph.ints([0, 0, ...before, 0, 0, ...after])]);
  const cuts: string[] = [];
  for (let row = 0; row < size[0]; row++) {
    for (let column = 0; column < size[1]; column++) {
      const ends = [row + (output[0] - 1) * strides[0] + 1, column + (output[1] - 1) * strides[1] + 1];
      cuts.push(
        graph.node("Slice", [
          padded,
          graph.ints([row, column]),
          graph.ints(ends),
          graph.ints([2, 3]),
          graph.ints(strides),
        ]),
      );
    }
  }
  const stacked = cuts.length === 1 ? cuts : [graph.node("Concat", cuts, { axis: 1 })];
  const columns = graph.node("Reshape", [...stacked, graph.ints([0, cuts.length * channels, -1])]);
  const rows = graph.node("Reshape", [gradient, graph.ints([0, output[2], -1])]);
  const products = graph.contrib("FusedMatMul", [rows, columns], { transB: 1 });
  const sum = graph.node("ReduceSum", [products, graph.ints([0])], { keepdims: 0 });
  const places = graph.node("Reshape", [sum, graph.ints([output[2], ...size, channels])]);
  return graph.node("Transpose", [places], { perm: [0, 3, 1, 2] });
}
