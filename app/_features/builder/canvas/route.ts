import type { Point } from "#models/graph/edits/plan.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH, ROW_HEIGHT } from "#models/graph/layout/block-size.ts";

/** Between the rows. */
const TURN = (ROW_HEIGHT - BLOCK_HEIGHT) / 2;
const CLEARANCE = 12;

/** The way of a connection from under one block to the top of another, by its corners. */
export function routeOf(source: Point, target: Point, others: readonly Point[]): Point[] {
  const from = { x: source.x + BLOCK_WIDTH / 2, y: source.y + BLOCK_HEIGHT };
  const to = { x: target.x + BLOCK_WIDTH / 2, y: target.y };
  if (!isTurning(source, target)) return [from, to];
  const x = turnOf(source, target, others);
  return [
    from,
    { x: from.x, y: from.y + TURN },
    { x, y: from.y + TURN },
    { x, y: to.y - TURN },
    { x: to.x, y: to.y - TURN },
    to,
  ];
}

/** Whether a connection goes back up: to the top of another column. */
export function isTurning(source: Point, target: Point): boolean {
  return target.y < source.y + BLOCK_HEIGHT;
}

/** Where a connection goes up between columns: the free place nearest to the middle of its way. */
export function turnOf(source: Point, target: Point, others: readonly Point[]): number {
  const top = Math.min(source.y, target.y) - TURN;
  const bottom = Math.max(source.y, target.y) + BLOCK_HEIGHT + TURN;
  const middle = (source.x + target.x + BLOCK_WIDTH) / 2;
  const inTheWay = others.filter(({ y }) => y < bottom && y + BLOCK_HEIGHT > top);
  const isFree = (x: number) =>
    inTheWay.every((place) => x < place.x - CLEARANCE || x > place.x + BLOCK_WIDTH + CLEARANCE);
  const beside = inTheWay.flatMap(({ x }) => [x - 2 * CLEARANCE, x + BLOCK_WIDTH + 2 * CLEARANCE]);
  const free = [middle, ...beside]
    .filter(isFree)
    .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return free[0] ?? middle;
}

/** From a point to the nearest point of a way. */
export function distanceToRoute(point: Point, route: readonly Point[]): number {
  return Math.min(...route.slice(1).map((end, index) => distanceToSegment(point, route[index] ?? end, end)));
}

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const along = { x: b.x - a.x, y: b.y - a.y };
  const length2 = along.x ** 2 + along.y ** 2;
  const share = length2 === 0 ? 0 : ((point.x - a.x) * along.x + (point.y - a.y) * along.y) / length2;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - a.x - t * along.x, point.y - a.y - t * along.y);
}
