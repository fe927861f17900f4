import { expect, test } from "vitest";
import { maskIou, type Bitmap } from "./bitmap.ts";
import { fillPolygons } from "./fill-polygons.ts";
import { maskPolygons } from "./polygons.ts";

/** Drawn row by row. */
function drawn(...rows: string[]): Bitmap {
  const bits = Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 1 : 0));
  return { width: rows[0]!.length, height: rows.length, bits };
}

/** What lies in any of the polygons, by the middle of each pixel (even and odd crossings). */
function filled(polygons: readonly number[][], { width, height }: Bitmap): Bitmap {
  const bits = new Uint8Array(width * height);
  for (let at = 0; at < bits.length; at += 1) {
    const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5];
    bits[at] = polygons.some((polygon) => crossings(polygon, x, y) % 2 === 1) ? 1 : 0;
  }
  return { width, height, bits };
}

function crossings(polygon: readonly number[], x: number, y: number): number {
  let count = 0;
  for (let at = 0; at < polygon.length; at += 2) {
    const [x0, y0] = [polygon[at]!, polygon[at + 1]!];
    const [x1, y1] = [polygon[(at + 2) % polygon.length]!, polygon[(at + 3) % polygon.length]!];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) count += 1;
  }
  return count;
}

test("outlines go clockwise around pixels, straight lines are one edge, parts that touch at a corner are two", () => {
  expect(maskPolygons(drawn("....", ".##.", ".##."), 0)).toEqual([[1, 1, 3, 1, 3, 3, 1, 3]]);
  expect(maskPolygons(drawn("#.", ".#"), 0)).toEqual([
    [0, 0, 1, 0, 1, 1, 0, 1],
    [1, 1, 2, 1, 2, 2, 1, 2],
  ]);
  // What is inside a hole is a part; the hole itself is none.
  expect(maskPolygons(drawn("#####", "#...#", "#.#.#", "#...#", "#####"), 0)).toEqual([
    [0, 0, 5, 0, 5, 5, 0, 5],
    [2, 2, 3, 2, 3, 3, 2, 3],
  ]);
  expect(maskPolygons(drawn("..", ".."))).toEqual([]);
});

test("every corner kept, any mask without holes comes back as it was", () => {
  let state = 7;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 30; round += 1) {
    // Each column is filled from some row to some other: no holes.
    const mask: Bitmap = { width: 9, height: 8, bits: new Uint8Array(72) };
    for (let column = 0; column < 9; column += 1) {
      const [from, to] = [Math.floor(random() * 8), Math.floor(random() * 9)];
      for (let row = from; row < to; row += 1) mask.bits[row * 9 + column] = 1;
    }
    expect(filled(maskPolygons(mask, 0), mask)).toEqual(mask);
  }
});

test("a round thing has few corners and hardly another area", () => {
  const side = 200;
  const bits = Uint8Array.from({ length: side ** 2 }, (_, at) =>
    Math.hypot((at % side) - 100, Math.floor(at / side) - 100) < 80 ? 1 : 0,
  );
  const disc = { width: side, height: side, bits };
  const [polygon, ...others] = maskPolygons(disc);
  expect(others).toEqual([]);
  expect(polygon!.length).toBeLessThan(120);
  expect(maskIou(filled([polygon!], disc), disc)).toBeGreaterThan(0.98);
});

test("any polygons are filled as each pixel's middle says, also over the edge and across themselves", () => {
  let state = 5;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const size = { width: 11, height: 9, bits: new Uint8Array() };
  for (let round = 0; round < 60; round += 1) {
    const polygons = Array.from({ length: 1 + (round % 3) }, () =>
      Array.from({ length: 2 * (3 + (round % 5)) }, () => random() * 16 - 3),
    );
    expect(fillPolygons(polygons, size)).toEqual(filled(polygons, size));
  }
  expect(fillPolygons([[1, 1, 3, 1, 3, 3, 1, 3], []], size).bits.reduce((sum, bit) => sum + bit, 0)).toBe(4);
});
