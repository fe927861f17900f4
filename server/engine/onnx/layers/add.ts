import { emitSum } from "../operators/emit-sum.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitSumTo } from "../operators/emit-sum-to.ts";

export const add = defineOnnxLayer({
  type: "Add",
  emit({ graph, inputs, outputShape }) {
    const names = inputs.map((input) => input.name);
    return {
      output: emitSum(graph, names),
      backward: (gradient) => ({
        inputs: inputs.map(
          ({ shape }) =>
            () =>
              emitSumTo(graph, gradient, { shape, repeated: outputShape }),
        ),
        weights: {},
      }),
    };
  },
});
