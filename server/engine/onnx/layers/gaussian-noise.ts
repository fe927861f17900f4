import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const gaussianNoise = defineOnnxLayer({
  type: "GaussianNoise",
  emit({ graph, settings: { stddev }, inputs: [input], isTraining, randomNormal }) {
    const isNoisy = isTraining && stddev > 0;
    const noise = () => graph.node("Mul", [randomNormal(), graph.scalar(stddev)]);
    return {
      output: isNoisy ? graph.node("Add", [input.name, noise()]) : input.name,
      backward: (gradient) => ({ inputs: [() => gradient], weights: {} }),
    };
  },
});
