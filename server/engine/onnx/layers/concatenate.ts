import { concatenatedAxis } from "#models/layers/concatenate.ts";
import { emitConcat } from "../operators/emit-concat.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { onnxAxis } from "../operators/onnx-axis.ts";

export const concatenate = defineOnnxLayer({
  type: "Concatenate",
  emit({ graph, settings, inputs, outputShape, isSequence }) {
    const kerasShape = isSequence ? outputShape.slice(1) : outputShape;
    const place = (concatenatedAxis(kerasShape, settings.axis) ?? 0) + (isSequence ? 1 : 0);
    const axis = onnxAxis(outputShape, place);
    const names = inputs.map((input) => input.name);
    let end = 0;
    const parts = inputs.map(({ shape }) => {
      const start = end;
      end += shape[place] ?? 0;
      return { start, end };
    });
    return {
      output: emitConcat(graph, names, axis),
      backward: (gradient) => ({
        inputs: parts.map(
          (part) => () =>
            graph.node("Slice", [
              gradient,
              graph.ints([part.start]),
              graph.ints([part.end]),
              graph.ints([axis]),
            ]),
        ),
        weights: {},
      }),
    };
  },
});
