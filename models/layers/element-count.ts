import type { Shape } from "./define-layer.ts";

/** How many numbers a tensor of this shape holds. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
