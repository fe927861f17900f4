import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const globalAveragePooling2d = defineOnnxLayer({
  type: "GlobalAveragePooling2D",
  emit({ graph, inputs: [input] }) {
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
  },
});
