import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitSumTo } from "../operators/emit-sum-to.ts";

/** An input's gradient is the output's, times all other inputs. No division, which would fail at 0. */
export const multiply = defineOnnxLayer({
  type: "Multiply",
  emit({ graph, inputs, outputShape }) {
    const product = (names: readonly string[]) =>
      names.reduce((left, right) => graph.node("Mul", [left, right]));
    return {
      output: product(inputs.map((input) => input.name)),
      backward: (gradient) => ({
        inputs: inputs.map((input, index) => () => {
          // By place and not by value: one block may be an input twice.
          const others = inputs.filter((_, place) => place !== index).map((other) => other.name);
          return emitSumTo(graph, product([gradient, ...others]), {
            shape: input.shape,
            repeated: outputShape,
          });
        }),
        weights: {},
      }),
    };
  },
});
