import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import type { Shape, ShapeResult } from "./define-layer.ts";
import type { Padding } from "./settings/padding.ts";
import type { Size2d } from "./settings/size2d.ts";

export type Window = { size: Size2d; strides: Size2d; padding: Padding };

/**
 * Shape after a window slides over [height, width, channels]: ceil(n / stride) for `same`,
 * floor((n - size) / stride) + 1 for `valid`. `channels` replaces the input's channels where given.
 * Not ok for another rank, and for a map smaller than a `valid` window.
 * Source: https://www.tensorflow.org/api_docs/python/tf/nn, section "Notes on padding".
 */
export function windowShape(
  layer: string,
  input: Shape | undefined,
  window: Window & { channels?: number },
): ShapeResult {
  const map = mapShape(input);
  if (map === null) return needsMap(layer, input);
  const [windowHeight, windowWidth] = window.size;
  if (window.padding === "valid" && (map.height < windowHeight || map.width < windowWidth)) {
    return {
      ok: false,
      reason:
        `${layer} needs a map of at least ${windowHeight} x ${windowWidth}, received ${map.height} x ${map.width}; ` +
        'use a smaller window, padding "same", or less pooling before it',
    };
  }
  const length = (size: number, windowSize: number, stride: number) =>
    window.padding === "same" ? Math.ceil(size / stride) : Math.floor((size - windowSize) / stride) + 1;
  return {
    ok: true,
    shape: [
      length(map.height, windowHeight, window.strides[0]),
      length(map.width, windowWidth, window.strides[1]),
      window.channels ?? map.channels,
    ],
  };
}
