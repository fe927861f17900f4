import { expect, test } from "vitest";
import { geometricMean, median, percentile } from "./statistics.ts";

test.each([
  { values: [], expected: Number.NaN },
  { values: [7], expected: 7 },
  { values: [10, 2], expected: 6 },
  { values: [100, 9, 20], expected: 20 },
  { values: [4, 1, 3, 2], expected: 2.5 },
])("the median of $values is $expected", ({ values, expected }) => {
  expect(median(values)).toBe(expected);
});

test.each([
  { p: 0.5, expected: 10 },
  { p: 0.95, expected: 19 },
  { p: 1, expected: 20 },
  { p: 0, expected: 1 },
])("of 1 to 20, the fraction $p does not exceed $expected", ({ p, expected }) => {
  const values = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect(percentile(values, p)).toBe(expected);
});

test("the geometric mean of twice as fast and half as fast is 1", () => {
  expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
  expect(geometricMean([1, 2, 4])).toBeCloseTo(2, 12);
});
