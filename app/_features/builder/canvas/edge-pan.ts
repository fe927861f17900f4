import type { Point } from "#models/graph/edits/plan.ts";

/** From the edge of the canvas inwards, in pixels. */
const BORDER = 48;
const FASTEST = 16;

type Bounds = { left: number; top: number; right: number; bottom: number };

/** How far the view moves in a frame while something is dragged near the edge of the canvas, in pixels. */
export function edgePan(point: Point, { left, top, right, bottom }: Bounds): Point {
  return { x: panOf(point.x, left, right), y: panOf(point.y, top, bottom) };
}

function panOf(at: number, start: number, end: number): number {
  if (at < start || at > end) return 0;
  const intoStart = Math.max(0, BORDER - (at - start));
  const intoEnd = Math.max(0, BORDER - (end - at));
  return Math.round(((intoStart - intoEnd) / BORDER) * FASTEST) + 0;
}
