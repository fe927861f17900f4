import { expect, test } from "vitest";
import { formatShapeText, isEqualShape, parseShapeText } from "./shape-text.ts";

test.each([
  ["1, 1, 64", [1, 1, 64]],
  [" 8x8 x 64 ", [8, 8, 64]],
  ["8 8 64", [8, 8, 64]],
  ["-1", [-1]],
  ["8, ", "8, "],
  ["", ""],
  ["8, a", "8, a"],
  ["1.5", "1.5"],
])("%j is read as %j", (text, value) => {
  expect(parseShapeText(text)).toEqual(value);
});

test("a shape is written as it is typed", () => {
  expect(formatShapeText([1, 1, 64])).toBe("1, 1, 64");
  expect(formatShapeText("8, ")).toBe("8, ");
  expect(isEqualShape(parseShapeText("1 1 64"), [1, 1, 64])).toBe(true);
  expect(isEqualShape("8, ", [8])).toBe(false);
});
