import type { Shape } from "#models/layers/define-layer.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { onnxAxis } from "./onnx-axis.ts";

/** The gradient for an input of `shape` that was repeated to `repeated`: sums over the axes where it was. */
export function emitSumTo(
  graph: GraphBuilder,
  gradient: string,
  { shape, repeated }: { shape: Shape; repeated: Shape },
): string {
  const axes = shape.flatMap((size, axis) => (size === repeated[axis] ? [] : [onnxAxis(shape, axis)]));
  return axes.length === 0
    ? gradient
    : graph.node("ReduceSum", [gradient, graph.ints(axes)], { keepdims: 1 });
}
