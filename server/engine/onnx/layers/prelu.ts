import { emitMask } from "../operators/emit-mask.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** max(x, 0) + alpha min(x, 0), whose slope at 0 is 0, as Keras's is. */
export const pReLU = defineOnnxLayer({
  type: "PReLU",
  emit({ graph, settings: { sharedAxes }, inputs: [input], weight, isSequence }) {
    const { shape } = input;
    const isMap = shape.length === 3;
    // Of a sequence, which is a map of one row here, Keras's axis 1 are the columns.
    const shared = new Set(sharedAxes.map((axis) => axis - (isSequence ? 0 : 1)));
    const sides = shape.map((side, axis) => (shared.has(axis) ? 1 : side));
    const alpha = isMap
      ? graph.node("Transpose", [graph.node("Reshape", [weight("alpha"), graph.ints([1, ...sides])])], {
          perm: [0, 3, 1, 2],
        })
      : graph.node("Reshape", [weight("alpha"), graph.ints([1, ...sides])]);
    const negative = graph.node("Min", [input.name, graph.scalar(0)]);
    const positive = graph.node("Relu", [input.name]);
    return {
      output: graph.node("Add", [positive, graph.node("Mul", [negative, alpha])]),
      backward: (gradient) => ({
        inputs: [
          () => {
            const isAbove = emitMask(graph, positive, { above: 0 });
            const isBelow = emitMask(graph, graph.node("Neg", [negative]), { above: 0 });
            const slope = graph.node("Add", [isAbove, graph.node("Mul", [isBelow, alpha])]);
            return graph.node("Mul", [gradient, slope]);
          },
        ],
        weights: {
          alpha: (() => {
            const onnxAxes = isMap ? [2, 3, 1] : [1];
            const axes = [0, ...[...shared].map((axis) => onnxAxes[axis] ?? 1)];
            const each = graph.node("Mul", [gradient, negative]);
            const sum = graph.node("ReduceSum", [each, graph.ints(axes)], { keepdims: 1 });
            const last = isMap ? graph.node("Transpose", [sum], { perm: [0, 2, 3, 1] }) : sum;
            return graph.node("Reshape", [last, graph.ints(isSequence ? sides.slice(1) : sides)]);
          })(),
        },
      }),
    };
  },
});
