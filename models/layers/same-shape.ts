import type { Shape, ShapeResult } from "./define-layer.ts";

export function sameShape([input = []]: readonly Shape[]): ShapeResult {
  return { ok: true, shape: input };
}
