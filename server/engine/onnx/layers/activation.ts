import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitActivation } from "../operators/emit-activation.ts";

export const activation = defineOnnxLayer({
  type: "Activation",
  emit({ graph, settings, inputs: [input] }) {
    const activated = emitActivation(graph, settings.activation, input.name);
    return {
      output: activated.output,
      backward: (gradient) => ({ inputs: [() => activated.backward(gradient)], weights: {} }),
    };
  },
});
