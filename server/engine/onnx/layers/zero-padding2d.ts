import { paddedSides } from "#models/layers/settings/sides-of-map.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

export const zeroPadding2d = defineOnnxLayer({
  type: "ZeroPadding2D",
  emit({ graph, settings, inputs: [input], outputShape }) {
    const { before, after } = paddedSides(settings.padding);
    const [height = 0, width = 0] = input.shape;
    const [paddedHeight = 0, paddedWidth = 0, channels = 0] = outputShape;
    const axes = graph.ints([2, 3]);
    const ends = [before[0] + height, before[1] + width];
    const padded = graph.node("Pad", [input.name, graph.ints([0, 0, ...before, 0, 0, ...after])]);
    return {
      // Free, and changes nothing but that ONNX Runtime 1.30 does not merge the Pad into a pooling behind it. There the
      // zeros would lose against negative values, and a border as wide as the window would be refused.
      output: graph.node("Reshape", [padded, graph.ints([-1, channels, paddedHeight, paddedWidth])]),
      backward: (gradient) => ({
        inputs: [() => graph.node("Slice", [gradient, graph.ints(before), graph.ints(ends), axes])],
        weights: {},
      }),
    };
  },
});
