import { emitBothWays } from "../operators/emit-both-ways.ts";
import { emitIdentity } from "../operators/emit-identity.ts";
import { counting, emitPlaceMatrix } from "../operators/emit-place-matrix.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** By a shift, the new place i shows the old place i - shift. */
export const randomTranslation = defineOnnxLayer({
  type: "RandomTranslation",
  emit({ graph, settings, inputs: [input], isTraining, randomUniform }) {
    const { heightFactor, widthFactor, fillMode } = settings;
    if (!isTraining || heightFactor + widthFactor === 0) return emitIdentity(input.name);
    const random = randomUniform([1, 1, 2]);
    const [height = 1, width = 1] = input.shape;
    const shift = (index: number, reach: number) => {
      const chosen = graph.node("Slice", [
        random,
        graph.ints([index]),
        graph.ints([index + 1]),
        graph.ints([1]),
      ]);
      const spread = graph.node("Mul", [chosen, graph.scalar(2 * reach)]);
      return graph.node("Sub", [spread, graph.scalar(reach)]);
    };
    const matrix = (index: number, size: number, factor: number) => {
      if (factor === 0) return null;
      const wanted = graph.node("Sub", [
        graph.floats(counting(size), [size, 1]),
        shift(index, factor * size),
      ]);
      return emitPlaceMatrix(graph, wanted, { size, fillMode, interpolation: "bilinear" });
    };
    return emitBothWays(graph, input.name, {
      rows: matrix(0, height, heightFactor),
      columns: matrix(1, width, widthFactor),
    });
  },
});
