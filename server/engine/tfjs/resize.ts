import type { Shape } from "#models/layers/define-layer.ts";
import type { Interpolation } from "#models/layers/settings/interpolation.ts";
import type { Tensor } from "./layer-context.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";
import { movePixels } from "./move-pixels.ts";

type Resize = { outputShape: Shape; interpolation: Interpolation };

/**
 * As the onnx engine resizes: places are the middles of pixels, nothing is smoothed when a map shrinks. The gradients of
 * TensorFlow.js 4.22's own `resizeBilinear` leave the middles out.
 */
export function resize(tf: TensorFlowJs, input: Tensor, { outputShape, interpolation }: Resize): Tensor {
  const matrix = (from = 1, to = 1) =>
    from === to ? null : tf.tensor2d(shares({ from, to, interpolation }), [to, from]);
  return movePixels(input, {
    rows: matrix(input.shape[1], outputShape[0]),
    columns: matrix(input.shape[2], outputShape[1]),
  });
}

/** What each of `to` new places takes from `from` old ones, row by row. */
function shares(size: { from: number; to: number; interpolation: Interpolation }): Float32Array {
  const { from, to, interpolation } = size;
  const values = new Float32Array(to * from);
  const add = (row: number, column: number, share: number) => {
    const place = row * from + Math.min(from - 1, Math.max(0, column));
    values[place] = (values[place] ?? 0) + share;
  };
  for (let row = 0; row < to; row++) {
    const middle = ((row + 0.5) * from) / to;
    if (interpolation === "nearest") {
      add(row, Math.floor(middle), 1);
      continue;
    }
    const before = Math.floor(middle - 0.5);
    const nearness = middle - 0.5 - before;
    add(row, before, 1 - nearness);
    add(row, before + 1, nearness);
  }
  return values;
}
