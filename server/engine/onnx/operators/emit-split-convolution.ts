import type { Convolution } from "./convolution.ts";
import { emitConcat } from "./emit-concat.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

/** A grouped convolution as one convolution a group: slow, for runtimes that get it wrong in one. */
export function emitSplitConvolution(graph: GraphBuilder, convolution: Convolution): string {
  const { input, kernel, bias, channels, filters, size, strides, dilations, pads, groups } = convolution;
  const part = (value: string, axis: 0 | 1, { group, length }: { group: number; length: number }) => {
    const [start, end] = [group * length, (group + 1) * length];
    return graph.node("Slice", [value, graph.ints([start]), graph.ints([end]), graph.ints([axis])]);
  };
  const outputs = Array.from({ length: groups }, (_, group) => {
    const own = { group, length: filters / groups };
    const operands = [
      part(input, 1, { group, length: channels / groups }),
      part(kernel, 0, own),
      ...(bias === undefined ? [] : [part(bias, 0, own)]),
    ];
    return graph.node("Conv", operands, { kernel_shape: size, strides, dilations, pads });
  });
  return emitConcat(graph, outputs, 1);
}
