import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const rescaling = defineOnnxLayer({
  type: "Rescaling",
  emit({ graph, settings, inputs: [input] }) {
    const scale = graph.scalar(settings.scale);
    const scaled = graph.node("Mul", [input.name, scale]);
    return {
      output: graph.node("Add", [scaled, graph.scalar(settings.offset)]),
      backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, scale])], weights: {} }),
    };
  },
});
