import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "../operators/emit-activation.ts";

export const dense = defineOnnxLayer({
  type: "Dense",
  emit({ graph, settings, inputs: [input], weight }) {
    const kernel = weight("kernel");
    const operands = settings.useBias ? [input.name, kernel, weight("bias")] : [input.name, kernel];
    const activated = emitActivation(graph, settings.activation, graph.node("Gemm", operands));
    return {
      output: activated.output,
      backward(outputGradient) {
        const gradient = activated.backward(outputGradient);
        const weights = { kernel: graph.node("Gemm", [input.name, gradient], { transA: 1 }) };
        return {
          inputs: [() => graph.node("Gemm", [gradient, kernel], { transB: 1 })],
          weights: settings.useBias
            ? { ...weights, bias: graph.node("ReduceSum", [gradient, graph.ints([0])], { keepdims: 0 }) }
            : weights,
        };
      },
    };
  },
});
