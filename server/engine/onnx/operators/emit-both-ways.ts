import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput } from "../layers/define-onnx-layer.ts";

/**
 * [batch, c, h, w] to [batch, c, h', w'] as rows x columns^T: what a layer does to rows and to columns, each as a matrix
 * whose line i says what of the old places goes into the new place i. Null leaves an axis alone.
 * @param rows [h', h] or [batch, 1, h', h]
 * @param columns [w', w] or [batch, 1, w', w]
 */
export function emitBothWays(
  graph: GraphBuilder,
  value: string,
  { rows, columns }: { rows: Matrix | null; columns: Matrix | null },
): LayerOutput {
  const moved = (from: string, isBack: boolean) => {
    const down =
      rows === null ? from : graph.node("MatMul", [isBack ? rows.transposed() : rows.value(), from]);
    return columns === null
      ? down
      : graph.node("MatMul", [down, isBack ? columns.value() : columns.transposed()]);
  };
  return {
    output: moved(value, false),
    backward: (gradient) => ({ inputs: [() => moved(gradient, true)], weights: {} }),
  };
}

/** Emitted only when called for. */
export type Matrix = { value: () => string; transposed: () => string };
