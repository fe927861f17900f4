import type { Size } from "../box.ts";
import type { Bitmap } from "./bitmap.ts";

/**
 * What lies in any of COCO's polygons ([x, y, x, y, ...] in pixels), by the middle of each pixel and even and odd crossings.
 * It takes as long as polygons are high, not as the picture is large.
 */
export function fillPolygons(polygons: readonly (readonly number[])[], { width, height }: Size): Bitmap {
  const bits = new Uint8Array(width * height);
  for (const polygon of polygons) {
    const crossings = new Map<number, number[]>();
    for (let at = 0; at + 1 < polygon.length; at += 2) {
      const [x0 = 0, y0 = 0] = [polygon[at], polygon[at + 1]];
      const next = at + 3 < polygon.length ? at + 2 : 0;
      const [x1 = 0, y1 = 0] = [polygon[next], polygon[next + 1]];
      const from = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
      const to = Math.min(height, Math.ceil(Math.max(y0, y1) - 0.5));
      for (let row = from; row < to; row += 1) {
        const x = x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0);
        const xs = crossings.get(row);
        if (xs === undefined) crossings.set(row, [x]);
        else xs.push(x);
      }
    }
    for (const [row, xs] of crossings) {
      xs.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < xs.length; pair += 2) {
        const start = Math.max(0, Math.ceil((xs[pair] ?? 0) - 0.5));
        const end = Math.min(width, Math.ceil((xs[pair + 1] ?? 0) - 0.5));
        if (end > start) bits.fill(1, row * width + start, row * width + end);
      }
    }
  }
  return { width, height, bits };
}
