import { expect, test } from "vitest";
import { maskArea, maskBox, maskIou } from "./bitmap.ts";
import { decodeRle, encodeRle } from "./rle.ts";

/** Drawn row by row. */
function drawn(...rows: string[]) {
  const bits = Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 1 : 0));
  return { width: rows[0]!.length, height: rows.length, bits };
}

test("run lengths go down the columns and begin with what is empty", () => {
  const mask = drawn("##.", "#..");
  expect(encodeRle(mask)).toEqual({ size: [2, 3], counts: [0, 3, 3] });
  expect(decodeRle(encodeRle(mask))).toEqual(mask);
  const other = drawn("..#", ".#.");
  expect(encodeRle(other).counts).toEqual([3, 2, 1]);
  expect(decodeRle(encodeRle(other))).toEqual(other);
});

test("rows and columns without anything are counted wherever they lie", () => {
  expect(encodeRle(drawn("....", "..#.", "....")).counts).toEqual([7, 1, 4]);
  expect(encodeRle(drawn("..", "..")).counts).toEqual([4]);
  expect(encodeRle(drawn("##", "##")).counts).toEqual([0, 4]);
  expect(encodeRle(drawn("...", "##.")).counts).toEqual([1, 1, 1, 1, 2]);
  const edges = [drawn("#..", "...", "..#"), drawn("..#", "...", "#.."), drawn(".#.", "#.#", ".#.")];
  for (const mask of edges) expect(decodeRle(encodeRle(mask))).toEqual(mask);
});

test("area, the least box around it, and what two masks share", () => {
  const mask = drawn("....", ".##.", "..#.");
  expect(maskArea(mask)).toBe(3);
  expect(maskBox(mask)).toEqual({ left: 1, top: 1, right: 3, bottom: 3 });
  expect(maskBox(drawn("..", ".."))).toBeNull();
  expect(maskIou(mask, drawn("....", ".#..", "#.#."))).toBe(0.5);
});
