import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitIdentity } from "../operators/emit-identity.ts";
import { emitMask } from "../operators/emit-mask.ts";

export const randomContrast = defineOnnxLayer({
  type: "RandomContrast",
  emit({ graph, settings: { factor, minValue, maxValue }, inputs: [input], isTraining, randomUniform }) {
    if (!isTraining) return emitIdentity(input.name);
    const spread = graph.node("Mul", [randomUniform([1, 1, 1]), graph.scalar(2 * factor)]);
    const contrast = graph.node("Add", [spread, graph.scalar(1 - factor)]);
    const mean = (value: string) => graph.node("ReduceMean", [value, graph.ints([2, 3])], { keepdims: 1 });
    /** c (x - mean) + mean, which is its own transpose. */
    const adjusted = (value: string) => {
      const middle = mean(value);
      const difference = graph.node("Sub", [value, middle]);
      return graph.node("Add", [graph.node("Mul", [difference, contrast]), middle]);
    };
    const uncut = adjusted(input.name);
    return {
      output: graph.node("Clip", [uncut, graph.scalar(minValue), graph.scalar(maxValue)]),
      backward: (gradient) => ({
        inputs: [
          () => {
            const isWithin = emitMask(graph, uncut, { above: minValue, below: maxValue });
            return adjusted(graph.node("Mul", [gradient, isWithin]));
          },
        ],
        weights: {},
      }),
    };
  },
});
