import { paddedSides } from "#models/layers/zero-padding2d.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const zeroPadding2d = defineOnnxLayer({
  type: "ZeroPadding2D",
  emit({ graph, settings, inputs: [input] }) {
    const { before, after } = paddedSides(settings.padding);
    const [height = 0, width = 0] = input.shape;
    const axes = graph.ints([2, 3]);
    const ends = [before[0] + height, before[1] + width];
    return {
      output: graph.node("Pad", [input.name, graph.ints([0, 0, ...before, 0, 0, ...after])]),
      backward: (gradient) => ({
        inputs: [() => graph.node("Slice", [gradient, graph.ints(before), graph.ints(ends), axes])],
        weights: {},
      }),
    };
  },
});
