import { expect, test } from "vitest";
import { maskArea, maskBox } from "../mask/bitmap.ts";
import { gridPrompts, piecePrompts, piecesOf, stability, withoutDoubles } from "./everything.ts";
import { bestMask, promptTensors, samSize } from "./prompt.ts";
import { LOW_SIDE, lowBox } from "./low-box.ts";
import { upscaleMask } from "./upscale-mask.ts";

const picture = { width: 2048, height: 1000 };

test("points are told in the encoder's input, a box by its corners, and without one by a padding point", () => {
  expect(samSize(picture)).toEqual({ width: 1024, height: 500 });
  const point = { x: 200, y: 100, isOn: true };
  const alone = promptTensors([{ points: [point], box: null }], picture);
  expect([...alone.coordinates]).toEqual([100, 50, 0, 0]);
  expect([...alone.labels]).toEqual([1, -1]);
  const box = { left: 0, top: 20, right: 40, bottom: 60 };
  const both = promptTensors([{ points: [{ ...point, isOn: false }], box }], picture);
  expect([...both.coordinates]).toEqual([100, 50, 0, 10, 20, 30]);
  expect([...both.labels]).toEqual([0, 2, 3]);
});

test("of few points the surest of three is meant, of more the first", () => {
  expect(bestMask([0.99, 0.2, 0.9, 0.8], 2)).toBe(2);
  expect(bestMask([0.1, 0.2, 0.9, 0.8], 3)).toBe(0);
});

test("a mask comes to the picture's size, without what lies below it", () => {
  // The upper half of the input is the picture; a square in its middle, and something below.
  const logits = new Float32Array(LOW_SIDE ** 2).fill(-4);
  for (let row = 50; row < 75; row += 1) logits.fill(4, row * LOW_SIDE + 100, row * LOW_SIDE + 150);
  logits.fill(4, 200 * LOW_SIDE);
  const mask = upscaleMask(logits, picture);
  expect(mask).toMatchObject(picture);
  expect(maskBox(mask)).toEqual({ left: 800, top: 400, right: 1200, bottom: 600 });
  expect(maskArea(mask)).toBeGreaterThan(400 * 200 * 0.99);
});

test("what is worked out of a mask hangs on nothing that lies elsewhere", () => {
  const squares = [
    [0, 0, 20, 30],
    [200, 3, 56, 70],
    [90, 60, 1, 1],
    [40, 110, 90, 20],
  ] as const;
  const withThose = (those: readonly (readonly [number, number, number, number])[]) => {
    const logits = new Float32Array(LOW_SIDE ** 2).fill(-4);
    for (const [left, top, width, height] of those) {
      for (let row = top; row < top + height; row += 1) {
        logits.fill(3, row * LOW_SIDE + left, row * LOW_SIDE + left + width);
      }
    }
    return upscaleMask(logits, { width: 700, height: 351 }).bits;
  };
  const all = withThose(squares);
  const alone = squares.map((square) => withThose([square]));
  const together = all.map((_, place) => (alone.some((bits) => bits[place] === 1) ? 1 : 0));
  expect(alone.map((bits) => bits.includes(1))).toEqual([true, true, true, true]);
  expect(all).toEqual(together);
  expect(lowBox(new Float32Array(LOW_SIDE ** 2))).toBeNull();
});

test("everything: points in the middle of cells, masks that are steady, each once", () => {
  expect(gridPrompts(2, { width: 8, height: 4 }).map(({ points: [point] }) => [point?.x, point?.y])).toEqual([
    [2, 1],
    [6, 1],
    [2, 3],
    [6, 3],
  ]);
  const size = { width: 1, height: 1 };
  expect(piecesOf(9)).toBe(3);
  expect([0, 1, 2].flatMap((piece) => piecePrompts(9, piece, size))).toEqual(gridPrompts(9, size));
  expect(stability(Float32Array.from([5, 5, 0.5, -5]))).toBeCloseTo(2 / 3);
  const at = (left: number, score: number) => ({
    score,
    box: { left, top: 0, right: left + 10, bottom: 10 },
  });
  expect(withoutDoubles([at(0, 0.9), at(1, 0.95), at(5, 0.8)]).map(({ score }) => score)).toEqual([
    0.95, 0.8,
  ]);
});
