import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";
import { onnxPads, outputPadding, type WindowGeometry } from "./window-padding.ts";

/** The mean of each window's true values. */
export function emitAveragePool(
  graph: GraphBuilder,
  input: LayerValue,
  geometry: WindowGeometry,
): LayerOutput {
  const { size, strides } = geometry;
  const output = graph.node("AveragePool", [input.name], {
    kernel_shape: size,
    strides,
    pads: onnxPads(geometry),
    count_include_pad: 0,
  });
  const backward = (gradient: string) => {
    const [height, width] = geometry.output;
    const shares = graph.floats(windowShares(geometry), [1, 1, height, width]);
    const shared = graph.node("Mul", [gradient, shares]);
    const maps = graph.node("Reshape", [shared, graph.ints([-1, 1, height, width])]);
    const ones = graph.floats(new Float32Array(size[0] * size[1]).fill(1), [1, 1, ...size]);
    const spread = graph.node("ConvTranspose", [maps, ones], {
      kernel_shape: size,
      strides,
      pads: onnxPads(geometry),
      output_padding: outputPadding(geometry),
    });
    const [inputHeight, inputWidth, channels] = geometry.input;
    return graph.node("Reshape", [spread, graph.ints([-1, channels, inputHeight, inputWidth])]);
  };
  return { output, backward: (gradient) => ({ inputs: [() => backward(gradient)], weights: {} }) };
}

/** 1 / the number of true pixels in each window. */
function windowShares({ input, output, size, strides, before }: WindowGeometry): number[] {
  const reach = (axis: 0 | 1, index: number) => {
    const start = index * strides[axis] - before[axis];
    return Math.min(start + size[axis], input[axis]) - Math.max(start, 0);
  };
  const shares: number[] = [];
  for (let row = 0; row < output[0]; row++) {
    for (let column = 0; column < output[1]; column++) shares.push(1 / (reach(0, row) * reach(1, column)));
  }
  return shares;
}
