import { expect, test } from "vitest";
import { LAYER_TYPES } from "#models/layers/index.ts";
import { BLOCK_KINDS } from "../block-kinds.ts";
import { convolved, normalized, pooled, softmax, spread } from "./arithmetic.ts";
import { functionOf } from "./functions.ts";
import type { Panel } from "./picture.ts";
import { pictureOf } from "./picture-of.ts";

test.each(LAYER_TYPES)("%s has a picture with a sentence", (type) => {
  const picture = pictureOf(type);
  expect(picture?.panels.length).toBeGreaterThan(0);
  expect(picture?.caption).toMatch(/^[A-Z].{20,}\.$/u);
});

test("every function of the palette is drawn as its own curve", () => {
  const curves = BLOCK_KINDS.filter(({ type }) => type === "Activation").map(({ settings }) => {
    const [panel] = pictureOf("Activation", settings)?.panels ?? [];
    return panel?.kind === "curve" ? [-2, -1, 1, 2].map(panel.of).join() : "shares";
  });
  expect(new Set(curves).size).toBe(curves.length);
});

const numbersIn = (type: string) =>
  (pictureOf(type)?.panels ?? []).flatMap((panel: Panel) => (panel.kind === "map" ? [panel.numbers] : []));

test("the numbers in the pictures are right", () => {
  expect(numbersIn("MaxPooling2D").at(-1)).toEqual([
    [6, 8],
    [3, 4],
  ]);
  expect(numbersIn("AveragePooling2D").at(-1)).toEqual([
    [2.75, 4.75],
    [1.75, 1.75],
  ]);
  expect(numbersIn("GlobalAveragePooling2D").at(-1)).toEqual([[2.75]]);
  // 1 + 6, 0 + 6, 2 + 8; 4 + 1, 6 + 1, 6 + 0; 3 + 2, 1 + 2, 1 + 4.
  expect(numbersIn("Conv2D").at(-1)).toEqual([
    [7, 6, 10],
    [5, 7, 6],
    [5, 3, 5],
  ]);
  expect(numbersIn("MaxPooling1D").at(-1)).toEqual([[4, 3, 5]]);
  expect(numbersIn("Conv1D").at(-1)).toEqual([[6, 5, 4]]);
  expect(numbersIn("Add").at(-1)).toEqual([
    [2, 2],
    [3, 5],
  ]);
  expect(numbersIn("Multiply").at(-1)).toEqual([
    [1, 0],
    [0, 4],
  ]);
  expect(numbersIn("UpSampling2D").at(-1)).toEqual([
    [1, 1, 2, 2],
    [1, 1, 2, 2],
    [3, 3, 4, 4],
    [3, 3, 4, 4],
  ]);
});

test("the arithmetic behind them", () => {
  expect(pooled([[1, 2, 3, 4]], [1, 2], (values) => Math.min(...values))).toEqual([[1, 3]]);
  expect(convolved([[1, 2, 3]], [[1, -1]])).toEqual([[-1, -1]]);
  expect(
    spread([[2]], 2, [
      [1, 0],
      [0, 3],
    ]),
  ).toEqual([
    [2, 0],
    [0, 6],
  ]);
  expect(normalized([2, 4])).toEqual([-1, 1]);
  expect(softmax([5, 5])).toEqual([0.5, 0.5]);
  expect(functionOf("relu")?.(-1)).toBe(0);
  expect(functionOf("softmax")).toBeNull();
});
