import type { Shape } from "#models/layers/define-layer.ts";
import type { Interpolation } from "#models/layers/settings/interpolation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput, LayerValue } from "../layers/define-onnx-layer.ts";
import { emitBothWays } from "./emit-both-ways.ts";
import { resizeMatrix } from "./resize-matrix.ts";

export function emitResize(
  graph: GraphBuilder,
  input: LayerValue,
  { outputShape, interpolation }: { outputShape: Shape; interpolation: Interpolation },
): LayerOutput {
  const matrix = (axis: number) =>
    resizeMatrix(graph, { from: input.shape[axis] ?? 1, to: outputShape[axis] ?? 1, interpolation });
  return emitBothWays(graph, input.name, { rows: matrix(0), columns: matrix(1) });
}
