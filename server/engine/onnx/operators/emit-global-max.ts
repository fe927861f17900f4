import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";

/** The largest of each channel. Equal ones share the gradient, as in TensorFlow's `reduce_max`. */
export function emitGlobalMax(graph: GraphBuilder, input: LayerValue): LayerOutput {
  const channels = input.shape.at(-1) ?? 0;
  const axes = graph.ints([2, 3]);
  const largest = graph.node("ReduceMax", [input.name, axes], { keepdims: 1 });
  return {
    output: graph.node("Reshape", [largest, graph.ints([-1, channels])]),
    backward: (gradient) => ({
      inputs: [
        () => {
          const isLargest = graph.node("Cast", [graph.node("Equal", [input.name, largest])], { to: 1 });
          const count = graph.node("ReduceSum", [isLargest, axes], { keepdims: 1 });
          const point = graph.node("Reshape", [gradient, graph.ints([-1, channels, 1, 1])]);
          return graph.node("Mul", [isLargest, graph.node("Div", [point, count])]);
        },
      ],
      weights: {},
    }),
  };
}
