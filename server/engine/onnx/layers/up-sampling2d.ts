import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitResize } from "../operators/emit-resize.ts";

/** Where pixels are repeated, a pixel's gradient is the sum over the pixels that repeat it. */
export const upSampling2d = defineOnnxLayer({
  type: "UpSampling2D",
  emit({ graph, settings: { size, interpolation }, inputs: [input], outputShape }) {
    if (interpolation === "bilinear") return emitResize(graph, input, { outputShape, interpolation });
    const [rows, columns] = size;
    return {
      output: graph.node("Resize", [input.name, "", graph.floats([1, 1, rows, columns])], {
        mode: "nearest",
        coordinate_transformation_mode: "asymmetric",
        nearest_mode: "floor",
      }),
      backward: (gradient) => ({
        inputs: [
          () => {
            const mean = graph.node("AveragePool", [gradient], { kernel_shape: size, strides: size });
            return graph.node("Mul", [mean, graph.scalar(rows * columns)]);
          },
        ],
        weights: {},
      }),
    };
  },
});
