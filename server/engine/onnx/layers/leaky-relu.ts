import { emitLeakyRelu } from "../operators/emit-leaky-relu.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const leakyReLU = defineOnnxLayer({
  type: "LeakyReLU",
  emit({ graph, settings: { negativeSlope }, inputs: [input] }) {
    const activated = emitLeakyRelu(graph, input.name, negativeSlope);
    return {
      output: activated.output,
      backward: (gradient) => ({ inputs: [() => activated.backward(gradient)], weights: {} }),
    };
  },
});
