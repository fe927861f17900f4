import type { Shape } from "./define-layer.ts";

/** A shape in words: "64 x 64 x 3", "10 numbers". */
export function formatShape(shape: Shape): string {
  return shape.length === 1 ? `${shape[0]} numbers` : shape.join(" x ");
}
