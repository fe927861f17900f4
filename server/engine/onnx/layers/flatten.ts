import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const flatten = defineOnnxLayer({
  type: "Flatten",
  emit({ graph, inputs: [input], outputShape }) {
    const [units = 0] = outputShape;
    if (input.shape.length === 1)
      return { output: input.name, backward: (gradient) => ({ inputs: [() => gradient], weights: {} }) };
    const flat = graph.ints([-1, units]);
    const lastAxis = graph.node("Transpose", [input.name], { perm: [0, 2, 3, 1] });
    return {
      output: graph.node("Reshape", [lastAxis, flat]),
      backward: (gradient) => ({
        inputs: [
          () => {
            const map = graph.node("Reshape", [gradient, graph.ints([-1, ...input.shape])]);
            return graph.node("Transpose", [map], { perm: [0, 3, 1, 2] });
          },
        ],
        weights: {},
      }),
    };
  },
});
