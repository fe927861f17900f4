import type { Shape } from "#models/layers/define-layer.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** In Keras's order of values: channels last. */
export const reshape = defineOnnxLayer({
  type: "Reshape",
  emit({ graph, inputs: [input], outputShape }) {
    return {
      output: emitReshape(graph, input.name, { from: input.shape, to: outputShape }),
      backward: (gradient) => ({
        inputs: [() => emitReshape(graph, gradient, { from: outputShape, to: input.shape })],
        weights: {},
      }),
    };
  },
});

function emitReshape(graph: GraphBuilder, value: string, { from, to }: { from: Shape; to: Shape }): string {
  const channelsLast = hasPixels(from) ? graph.node("Transpose", [value], { perm: [0, 2, 3, 1] }) : value;
  const [height = 1, width = 1, channels = 1] = to;
  if (hasPixels(to)) {
    const shaped = graph.node("Reshape", [channelsLast, graph.ints([-1, ...to])]);
    return graph.node("Transpose", [shaped], { perm: [0, 3, 1, 2] });
  }
  const dims = to.length === 3 ? [channels, height, width] : to;
  return graph.node("Reshape", [channelsLast, graph.ints([-1, ...dims])]);
}

/** Of a map of one pixel, channels first and channels last are the same. */
function hasPixels([height = 1, width = 1, ...rest]: Shape): boolean {
  return rest.length === 1 && height * width > 1;
}
