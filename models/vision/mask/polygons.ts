import type { Bitmap } from "./bitmap.ts";

type Point = readonly [x: number, y: number];

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** A corner may lie so far, in pixels, from the outline as it is drawn. */
const TOLERANCE = 1;

/**
 * Outlines of a mask as COCO has them: [x, y, x, y, ...] in pixels of the picture, clockwise, one for each part. Parts that
 * touch at a corner alone are two. Holes cannot be told in this form; run lengths tell them.
 * @param tolerance 0 keeps every corner.
 */
export function maskPolygons(mask: Bitmap, tolerance = TOLERANCE): number[][] {
  return outlines(mask)
    .filter((ring) => signedArea(ring) > 0)
    .map((ring) => {
      const few = simplified(ring, tolerance);
      // What is thinner than the tolerance would be a line.
      return few.length > 2 ? few : ring;
    })
    .map((ring) => ring.flat());
}

/** Follows the edges between what is in and what is not, with what is in to the right. Straight lines are one edge. */
function outlines({ width, height, bits }: Bitmap): Point[][] {
  const isIn = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && bits[y * width + x] === 1;
  const columns = width + 1;
  // Of each corner of pixels the directions in which an edge leaves it, a bit each.
  const leaving = new Uint8Array(columns * (height + 1));
  const mark = (x: number, y: number, direction: number) => {
    const at = y * columns + x;
    leaving[at] = (leaving[at] ?? 0) | (1 << direction);
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isIn(x, y)) continue;
      if (!isIn(x, y - 1)) mark(x, y, 0);
      if (!isIn(x + 1, y)) mark(x + 1, y, 1);
      if (!isIn(x, y + 1)) mark(x + 1, y + 1, 2);
      if (!isIn(x - 1, y)) mark(x, y + 1, 3);
    }
  }
  const rings: Point[][] = [];
  for (let at = 0; at < leaving.length; at += 1) {
    while (leaving[at] !== 0) rings.push(follow(leaving, columns, at));
  }
  return rings;
}

function follow(leaving: Uint8Array, columns: number, start: number): Point[] {
  const ring: Point[] = [];
  let at = start;
  let direction = -1;
  do {
    const ways = leaving[at] ?? 0;
    // To the right first: so two parts that touch at a corner stay two.
    const turns = direction < 0 ? [0, 1, 2, 3] : [direction + 1, direction, direction + 3].map((d) => d % 4);
    const next = turns.find((each) => (ways & (1 << each)) !== 0);
    if (next === undefined) break;
    if (next !== direction) ring.push([at % columns, Math.floor(at / columns)]);
    leaving[at] = ways & ~(1 << next);
    direction = next;
    const [dx, dy] = STEPS[next] ?? [0, 0];
    at += dx + dy * columns;
    // The first corner of all in reading order: an outline goes through it once.
  } while (at !== start);
  return ring;
}

/** Twice that of the ring, positive where it goes clockwise on a picture, whose y points down. */
function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0];
    sum += x * nextY - nextX * y;
  });
  return sum;
}

/** Ramer, Douglas and Peucker's, on both halves of a ring between its first corner and the one furthest from it. */
function simplified(ring: readonly Point[], tolerance: number): Point[] {
  const [first] = ring;
  if (tolerance === 0 || first === undefined) return [...ring];
  const distances = ring.map(([x, y]) => Math.hypot(x - first[0], y - first[1]));
  const middle = distances.indexOf(Math.max(...distances));
  const there = straightened(ring.slice(0, middle + 1), tolerance);
  const back = straightened([...ring.slice(middle), first], tolerance);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

function straightened(line: readonly Point[], tolerance: number): Point[] {
  const isKept = new Uint8Array(line.length);
  isKept[0] = 1;
  isKept[line.length - 1] = 1;
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    let furthest = -1;
    let most = tolerance;
    for (let at = from + 1; at < to; at += 1) {
      const distance = distanceToLine(line[at], line[from], line[to]);
      if (distance > most) [furthest, most] = [at, distance];
    }
    if (furthest < 0) continue;
    isKept[furthest] = 1;
    spans.push([from, furthest], [furthest, to]);
  }
  return line.filter((_, at) => isKept[at] === 1);
}

function distanceToLine(point?: Point, from?: Point, to?: Point): number {
  const [x = 0, y = 0] = point ?? [];
  const [x0 = 0, y0 = 0] = from ?? [];
  const [x1 = 0, y1 = 0] = to ?? [];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length === 0) return Math.hypot(x - x0, y - y0);
  return Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length;
}
