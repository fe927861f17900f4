import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitMaxPoolGradient } from "./emit-max-pool-gradient.ts";
import { onnxPads, type WindowGeometry } from "./window-padding.ts";

type Options = { geometry: WindowGeometry; isTraining: boolean };

/** The largest of each window; padding never wins. */
export function emitMaxPool(
  graph: GraphBuilder,
  input: LayerValue,
  { geometry, isTraining }: Options,
): LayerOutput {
  const { size, strides } = geometry;
  const attributes = { kernel_shape: size, strides, pads: onnxPads(geometry) };
  const { hasPoolPlaces } = graph.target;
  const outputs = isTraining && hasPoolPlaces ? 2 : 1;
  const pooled = graph.nodes("MaxPool", [input.name], { attributes, outputs });
  const [output = "", places = ""] = pooled;
  const overlaps = strides[0] < size[0] || strides[1] < size[1];
  const backward = (gradient: string) => {
    if (!hasPoolPlaces) {
      return emitMaxPoolGradient(graph, { input: input.name, pooled: output, gradient, geometry });
    }
    const shape = graph.node("Shape", [input.name]);
    if (!overlaps) return graph.node("MaxUnpool", [gradient, places, shape], attributes);
    // A value may win in several windows, so what they send back is added up.
    const flat = graph.ints([-1]);
    const zeros = graph.node("Reshape", [graph.node("Mul", [input.name, graph.scalar(0)]), flat]);
    const sum = graph.node(
      "ScatterElements",
      [zeros, graph.node("Reshape", [places, flat]), graph.node("Reshape", [gradient, flat])],
      { axis: 0, reduction: "add" },
    );
    return graph.node("Reshape", [sum, shape]);
  };
  return { output, backward: (gradient) => ({ inputs: [() => backward(gradient)], weights: {} }) };
}
