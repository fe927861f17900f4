import type { FillMode } from "#models/layers/settings/fill-mode.ts";
import type { Interpolation } from "#models/layers/settings/interpolation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";
import { emitFilledPlace } from "./emit-filled-place.ts";
import { emitNeighbours } from "./emit-neighbours.ts";

const INT64 = 7;
type Turn = { angle: string; fillMode: FillMode; interpolation: Interpolation };
/** A pixel of the input for each of the output, int64 [batch, c, h w], and how much it counts, [batch, 1, h w]. */
type Corner = { index: string; weight: string | null };

/**
 * [batch, c, h, w] turned about its middle by an angle an image, [batch, 1, 1, 1], as Keras's `affine_transform` does:
 * the new place (x, y) shows the old (cos x - sin y, sin x + cos y), seen from the middle.
 */
export function emitTurned(graph: GraphBuilder, input: LayerValue, turn: Turn): LayerOutput {
  const [height = 1, width = 1, channels = 1] = input.shape;
  const pixels = height * width;
  const rows = (value: string) => graph.node("Reshape", [value, graph.ints([-1, channels, pixels])]);
  const map = (value: string) => graph.node("Reshape", [value, graph.ints([-1, channels, height, width])]);
  const corners = emitCorners(graph, [height, width, channels], turn);
  const weighed = (value: string, { weight }: Corner) =>
    weight === null ? value : graph.node("Mul", [value, weight]);
  const shown = corners.map((corner) =>
    weighed(graph.node("GatherElements", [rows(input.name), corner.index], { axis: 2 }), corner),
  );
  return {
    output: map(shown.reduce((left, right) => graph.node("Add", [left, right]))),
    backward: (gradient) => ({
      inputs: [
        () => {
          const nothing = graph.node("Mul", [rows(gradient), graph.scalar(0)]);
          const sent = corners.reduce((sum, corner) => {
            const operands = [sum, corner.index, weighed(rows(gradient), corner)];
            return graph.node("ScatterElements", operands, { axis: 2, reduction: "add" });
          }, nothing);
          return map(sent);
        },
      ],
      weights: {},
    }),
  };
}

function emitCorners(
  graph: GraphBuilder,
  [height, width, channels]: [number, number, number],
  { angle, fillMode, interpolation }: Turn,
): Corner[] {
  const pixels = height * width;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const places = (of: (pixel: number) => number) =>
    graph.floats(
      Array.from({ length: pixels }, (_, pixel) => of(pixel)),
      [1, 1, pixels],
    );
  const x = places((pixel) => (pixel % width) - middleX);
  const y = places((pixel) => Math.floor(pixel / width) - middleY);
  const flat = graph.node("Reshape", [angle, graph.ints([-1, 1, 1])]);
  const [cos, sin] = [graph.node("Cos", [flat]), graph.node("Sin", [flat])];
  const times = (a: string, b: string) => graph.node("Mul", [a, b]);
  const oldX = graph.node("Add", [graph.node("Sub", [times(cos, x), times(sin, y)]), graph.scalar(middleX)]);
  const oldY = graph.node("Add", [graph.node("Add", [times(sin, x), times(cos, y)]), graph.scalar(middleY)]);
  const along = (wanted: string, size: number) =>
    emitNeighbours(graph, wanted, interpolation).map(({ place, weight }) => {
      const filled = emitFilledPlace(graph, place, { size, fillMode });
      if (fillMode !== "constant") return { place: filled, weight };
      const within = graph.node("Clip", [filled, graph.scalar(0), graph.scalar(size - 1)]);
      const isWithin = graph.node("Cast", [graph.node("Equal", [within, filled])], { to: 1 });
      return { place: within, weight: weight === null ? isWithin : times(weight, isWithin) };
    });
  const columns = along(oldX, width);
  return along(oldY, height).flatMap((row) =>
    columns.map((column): Corner => {
      const place = graph.node("Add", [times(row.place, graph.scalar(width)), column.place]);
      const index = graph.node("Cast", [place], { to: INT64 });
      const weight = row.weight === null || column.weight === null ? null : times(row.weight, column.weight);
      return { index: graph.node("Expand", [index, graph.ints([1, channels, 1])]), weight };
    }),
  );
}
