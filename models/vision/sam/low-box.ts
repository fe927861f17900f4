import type { Box } from "../box.ts";

/** Side of the decoder's masks. */
export const LOW_SIDE = 256;

/** Around what is above 0, in pixels of the decoder's mask; null where nothing is. */
export function lowBox(logits: Float32Array): Box | null {
  const box = { left: LOW_SIDE, top: LOW_SIDE, right: 0, bottom: 0 };
  for (let row = 0; row < LOW_SIDE; row += 1) {
    const line = row * LOW_SIDE;
    for (let column = 0; column < LOW_SIDE; column += 1) {
      if (!((logits[line + column] ?? 0) > 0)) continue;
      if (column < box.left) box.left = column;
      if (column >= box.right) box.right = column + 1;
      if (row < box.top) box.top = row;
      box.bottom = row + 1;
    }
  }
  return box.right === 0 ? null : box;
}
