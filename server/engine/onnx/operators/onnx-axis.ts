import type { Shape } from "#models/layers/define-layer.ts";

/** The ONNX axis of a place in a shape as Keras gives it: [h, w, c] lies in memory as [batch, c, h, w]. */
export function onnxAxis(shape: Shape, place: number): number {
  return shape.length === 3 ? ([2, 3, 1][place] ?? 0) : place + 1;
}
