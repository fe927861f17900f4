import { expect, test } from "vitest";
import { maskArea, maskBox, maskIou } from "./bitmap.ts";
import { decodeRle, encodeRle } from "./rle.ts";
import { rleArea, rleIou } from "./rle-overlap.ts";

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

test("run by run, masks share what they share pixel by pixel", () => {
  let state = 11;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 60; round += 1) {
    const [full, other] = [random(), random()];
    const some = (share: number) => ({
      width: 7,
      height: 5,
      bits: Uint8Array.from({ length: 35 }, () => (random() < share ? 1 : 0)),
    });
    const [a, b] = [some(full), some(other)];
    expect(rleIou(encodeRle(a), encodeRle(b))).toBeCloseTo(maskIou(a, b), 12);
    expect(rleArea(encodeRle(a))).toBe(maskArea(a));
  }
  const whole = { size: [2, 2] as [number, number], counts: [0, 4] };
  // Runs of no length, as other programs write them, change nothing.
  expect(rleIou(whole, { size: [2, 2], counts: [0, 1, 0, 3] })).toBe(1);
  expect(rleIou(whole, { size: [2, 2], counts: [4] })).toBe(0);
  expect(rleIou({ size: [2, 2], counts: [4] }, { size: [2, 2], counts: [4] })).toBe(0);
  expect(rleIou(whole, { size: [4, 1], counts: [0, 4] })).toBe(0);
});
