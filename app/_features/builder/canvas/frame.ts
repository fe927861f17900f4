import type { Point } from "#models/graph/edits/plan.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";

const MARGIN = 12;
/** For the frame's title. */
const HEAD = 20;

type Frame = Point & { width: number; height: number };

/** The box around blocks; one a column where other blocks would lie in it. */
export function framesOf(places: readonly Point[], others: readonly Point[]): Frame[] {
  const whole = frameOf(places);
  const isIn = ({ x, y }: Point) =>
    x + BLOCK_WIDTH > whole.x &&
    x < whole.x + whole.width &&
    y + BLOCK_HEIGHT > whole.y &&
    y < whole.y + whole.height;
  if (!others.some(isIn)) return [whole];
  const columns = new Map<number, Point[]>();
  for (const place of places) columns.set(place.x, [...(columns.get(place.x) ?? []), place]);
  return [...columns.values()].map(frameOf);
}

function frameOf(places: readonly Point[]): Frame {
  const left = Math.min(...places.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...places.map(({ y }) => y)) - HEAD;
  const right = Math.max(...places.map(({ x }) => x)) + BLOCK_WIDTH + MARGIN;
  const bottom = Math.max(...places.map(({ y }) => y)) + BLOCK_HEIGHT + MARGIN;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
