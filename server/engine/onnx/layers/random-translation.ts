import type { FillMode } from "#models/layers/random-translation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { emitBothWays, type Matrix } from "../operators/emit-both-ways.ts";
import { emitIdentity } from "../operators/emit-identity.ts";

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
    const matrix = (index: number, size: number, factor: number) =>
      factor === 0 ? null : emitShift(graph, shift(index, factor * size), { size, fillMode });
    return emitBothWays(graph, input.name, {
      rows: matrix(0, height, heightFactor),
      columns: matrix(1, width, widthFactor),
    });
  },
});

/**
 * Of each image, [batch, 1, size, size], from its shift, [batch, 1, 1, 1]: the new place i shows the old place i - shift,
 * between two pixels their mean, weighed by how near they are.
 */
function emitShift(
  graph: GraphBuilder,
  shift: string,
  { size, fillMode }: { size: number; fillMode: FillMode },
): Matrix {
  const places = Array.from({ length: size }, (_, i) => i);
  const wanted = graph.node("Sub", [graph.floats(places, [size, 1]), shift]);
  const before = graph.node("Floor", [wanted]);
  const after = graph.node("Add", [before, graph.scalar(1)]);
  const nearness = graph.node("Sub", [wanted, before]);
  const farness = graph.node("Sub", [graph.scalar(1), nearness]);
  const columns = graph.floats(places, [1, size]);
  const weighed = (place: string, weight: string) => {
    const isHere = graph.node("Equal", [emitFilled(graph, place, { size, fillMode }), columns]);
    return graph.node("Mul", [graph.node("Cast", [isHere], { to: 1 }), weight]);
  };
  const value = graph.node("Add", [weighed(before, farness), weighed(after, nearness)]);
  return { value: () => value, transposed: () => graph.node("Transpose", [value], { perm: [0, 1, 3, 2] }) };
}

/** Which pixel stands at a place that may lie outside, by up to `size`; for `constant`, none does. */
function emitFilled(
  graph: GraphBuilder,
  place: string,
  { size, fillMode }: { size: number; fillMode: FillMode },
): string {
  switch (fillMode) {
    case "constant":
      return place;
    case "nearest":
      return graph.node("Clip", [place, graph.scalar(0), graph.scalar(size - 1)]);
    case "wrap": {
      const rounds = graph.node("Floor", [graph.node("Div", [place, graph.scalar(size)])]);
      return graph.node("Sub", [place, graph.node("Mul", [rounds, graph.scalar(size)])]);
    }
    case "reflect": {
      // d c b a | a b c d | d c b a: mirrored at -1/2 and then at size - 1/2.
      const mirrored = (value: string, at: number) =>
        graph.node("Abs", [graph.node("Sub", [value, graph.scalar(at)])]);
      const low = graph.node("Sub", [mirrored(place, -0.5), graph.scalar(0.5)]);
      return graph.node("Sub", [graph.scalar(size - 0.5), mirrored(low, size - 0.5)]);
    }
  }
}
