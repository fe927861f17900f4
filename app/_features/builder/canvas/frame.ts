import type { Point } from "#models/graph/edits/plan.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";

const MARGIN = 12;
/** For the frame's title. */
const HEAD = 20;

/** The box around blocks. */
export function frameOf(places: readonly Point[]): Point & { width: number; height: number } {
  const left = Math.min(...places.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...places.map(({ y }) => y)) - HEAD;
  const right = Math.max(...places.map(({ x }) => x)) + BLOCK_WIDTH + MARGIN;
  const bottom = Math.max(...places.map(({ y }) => y)) + BLOCK_HEIGHT + MARGIN;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
