import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";

/** The mean of each channel. */
export function emitGlobalAverage(graph: GraphBuilder, input: LayerValue): LayerOutput {
  const [height = 0, width = 0, channels = 0] = input.shape;
  return {
    output: graph.node("ReduceMean", [input.name, graph.ints([2, 3])], { keepdims: 0 }),
    backward: (gradient) => ({
      inputs: [
        () => {
          const share = graph.node("Mul", [gradient, graph.scalar(1 / (height * width))]);
          const point = graph.node("Reshape", [share, graph.ints([-1, channels, 1, 1])]);
          return graph.node("Expand", [point, graph.ints([1, 1, height, width])]);
        },
      ],
      weights: {},
    }),
  };
}
