import { expect, test } from "vitest";
import { formatValue } from "./format-value.ts";

test.each([
  [452.31, "W/m²", "452\u00a0W/m²"],
  [94.26, "W/m²", "94.3\u00a0W/m²"],
  [12_345.6, "", "12,346"],
  [0.002_714, "", "0.00271"],
  [-0, "m", "0\u00a0m"],
  [Number.NaN, "m", "–"],
  [null, "m", "–"],
])("%d %s is %s", (value, unit, expected) => {
  expect(formatValue(value, unit)).toBe(expected);
});
