import { emitConcat } from "../emit-concat.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** Keras's last axis is ONNX's axis 1: channels, or units. */
export const concatenate = defineOnnxLayer({
  type: "Concatenate",
  emit({ graph, inputs }) {
    const names = inputs.map((input) => input.name);
    let end = 0;
    const parts = inputs.map(({ shape }) => {
      const start = end;
      end += shape.at(-1) ?? 0;
      return { start, end };
    });
    return {
      output: emitConcat(graph, names, 1),
      backward: (gradient) => ({
        inputs: parts.map(
          (part) => () =>
            graph.node("Slice", [
              gradient,
              graph.ints([part.start]),
              graph.ints([part.end]),
              graph.ints([1]),
            ]),
        ),
        weights: {},
      }),
    };
  },
});
