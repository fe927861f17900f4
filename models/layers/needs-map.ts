import { formatShape } from "./format-shape.ts";
import type { Shape, ShapeResult } from "./define-layer.ts";

export function needsMap(layer: string, shape: Shape | undefined): ShapeResult {
  const got = shape === undefined ? "nothing" : formatShape(shape);
  return {
    ok: false,
    reason: `${layer} needs a map of height x width x channels, received ${got}; put ${layer} before Flatten`,
  };
}
