import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import type { Shape, ShapeResult } from "./define-layer.ts";

/** Of a layer that keeps the shape and takes a map only. */
export function sameMap(layer: string, [input]: readonly Shape[]): ShapeResult {
  return input === undefined || mapShape(input) === null
    ? needsMap(layer, input)
    : { ok: true, shape: input };
}
