import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const dropout = defineOnnxLayer({
  type: "Dropout",
  emit({ graph, settings, inputs: [input], isTraining, randomMask }) {
    if (!isTraining || settings.rate === 0) {
      return { output: input.name, backward: (gradient) => ({ inputs: [() => gradient], weights: {} }) };
    }
    const kept = graph.node("Cast", [randomMask(settings.rate)], { to: 1 });
    const scale = graph.node("Mul", [kept, graph.scalar(1 / (1 - settings.rate))]);
    return {
      output: graph.node("Mul", [input.name, scale]),
      backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, scale])], weights: {} }),
    };
  },
});
