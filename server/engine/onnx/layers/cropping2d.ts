import { paddedSides } from "#models/layers/settings/sides-of-map.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const cropping2d = defineOnnxLayer({
  type: "Cropping2D",
  emit({ graph, settings, inputs: [input], outputShape }) {
    const { before, after } = paddedSides(settings.cropping);
    const [height = 0, width = 0] = outputShape;
    const ends = [before[0] + height, before[1] + width];
    return {
      output: graph.node("Slice", [input.name, graph.ints(before), graph.ints(ends), graph.ints([2, 3])]),
      backward: (gradient) => ({
        inputs: [() => graph.node("Pad", [gradient, graph.ints([0, 0, ...before, 0, 0, ...after])])],
        weights: {},
      }),
    };
  },
});
