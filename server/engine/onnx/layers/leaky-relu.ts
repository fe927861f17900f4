import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitMask } from "../operators/emit-mask.ts";

export const leakyReLU = defineOnnxLayer({
  type: "LeakyReLU",
  emit({ graph, settings: { negativeSlope }, inputs: [input] }) {
    const slope = () => {
      const above = graph.node("Mul", [
        emitMask(graph, input.name, { above: 0 }),
        graph.scalar(1 - negativeSlope),
      ]);
      return graph.node("Add", [above, graph.scalar(negativeSlope)]);
    };
    return {
      output: graph.node("LeakyRelu", [input.name], { alpha: { float: negativeSlope } }),
      backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, slope()])], weights: {} }),
    };
  },
});
