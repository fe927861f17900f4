import type * as TensorFlow from "@tensorflow/tfjs";
import type { Tensor } from "./layer-context.ts";

/** What of the old places goes into each new one, [to, from] or [batch, to, from]; null leaves an axis alone. */
type Moves = { rows: Tensor | null; columns: Tensor | null };

/** [batch, h, w, c] to [batch, h', w', c] by products, whose gradients TensorFlow.js has right on all backends. */
export function movePixels(input: Tensor, { rows, columns }: Moves): Tensor {
  const down = rows === null ? input : along(input, rows);
  if (columns === null) return down;
  return along(down.transpose([0, 2, 1, 3]), columns).transpose([0, 2, 1, 3]);
}

function along(input: Tensor, matrix: Tensor): Tensor {
  const [count = 1, from = 1, across = 1, channels = 1] = input.shape;
  const each = matrix.rank === 3 ? matrix : matrix.expandDims(0).tile([count, 1, 1]);
  const lines = input.reshape<TensorFlow.Tensor3D>([count, from, across * channels]);
  return each.matMul(lines).reshape([count, each.shape[1] ?? 1, across, channels]);
}
