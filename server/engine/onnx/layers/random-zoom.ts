import { type FactorRange, lowestAndHighest } from "#models/layers/settings/factor-range.ts";
import { emitBothWays } from "../operators/emit-both-ways.ts";
import { emitDrawn } from "../operators/emit-drawn.ts";
import { emitIdentity } from "../operators/emit-identity.ts";
import { counting, emitPlaceMatrix } from "../operators/emit-place-matrix.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** By a zoom z, the new place i shows the old place middle + z (i - middle). */
export const randomZoom = defineOnnxLayer({
  type: "RandomZoom",
  emit({ graph, settings, inputs: [input], isTraining, randomUniform }) {
    if (!isTraining) return emitIdentity(input.name);
    const { heightFactor, widthFactor, fillMode, interpolation } = settings;
    const random = randomUniform([1, 1, widthFactor === undefined ? 1 : 2]);
    const zoom = (index: number, range: FactorRange) => {
      const [low, high] = lowestAndHighest(range);
      return emitDrawn(graph, random, { index, low: 1 + low, high: 1 + high });
    };
    const matrix = (by: string, size: number) => {
      const middle = (size - 1) / 2;
      const fromMiddle = graph.floats(
        counting(size).map((place) => place - middle),
        [size, 1],
      );
      const wanted = graph.node("Add", [graph.node("Mul", [fromMiddle, by]), graph.scalar(middle)]);
      return emitPlaceMatrix(graph, wanted, { size, fillMode, interpolation });
    };
    const [height = 1, width = 1] = input.shape;
    const down = zoom(0, heightFactor);
    const across = widthFactor === undefined ? down : zoom(1, widthFactor);
    return emitBothWays(graph, input.name, { rows: matrix(down, height), columns: matrix(across, width) });
  },
});
