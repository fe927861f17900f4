import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";

/** A number, or one a channel. */
type Numbers = number | readonly number[];

/** x scale + offset. */
export function emitScaled(
  graph: GraphBuilder,
  input: LayerValue,
  { scale, offset }: { scale: Numbers; offset: Numbers },
): LayerOutput {
  const isMap = input.shape.length === 3;
  const constant = (numbers: Numbers) =>
    typeof numbers === "number"
      ? graph.scalar(numbers)
      : graph.floats(numbers, isMap ? [1, numbers.length, 1, 1] : [1, numbers.length]);
  const factor = constant(scale);
  const scaled = graph.node("Mul", [input.name, factor]);
  return {
    output: graph.node("Add", [scaled, constant(offset)]),
    backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, factor])], weights: {} }),
  };
}
