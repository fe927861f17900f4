import { expect, test } from "vitest";
import { accuracyRange, drawable, epochRange, lossRange } from "./epoch-scales.ts";

test.each([
  { done: 0, planned: 10, isEnded: false, expected: [1, 5] },
  { done: 5, planned: 10, isEnded: false, expected: [1, 10] },
  { done: 3, planned: 200, isEnded: false, expected: [1, 5] },
  { done: 20, planned: 200, isEnded: false, expected: [1, 50] },
  { done: 2, planned: 3, isEnded: false, expected: [1, 3] },
  { done: 3, planned: 3, isEnded: false, expected: [1, 3] },
  { done: 200, planned: 200, isEnded: false, expected: [1, 200] },
  { done: 0, planned: 1, isEnded: false, expected: [0.5, 1.5] },
  { done: 1, planned: 1, isEnded: true, expected: [0.5, 1.5] },
  { done: 4, planned: 10, isEnded: true, expected: [1, 4] },
])("$done of $planned epochs, ended $isEnded: $expected", ({ done, planned, isEnded, expected }) => {
  expect(epochRange(done, planned, isEnded)).toEqual(expected);
});

test.each([
  { min: null, max: null, expected: [0, 1] },
  { min: 0.34, max: 0.79, expected: [0.3, 0.8] },
  { min: 0.7, max: 0.7, expected: [0.7, 1] },
  { min: 0.96, max: 0.98, expected: [0.7, 1] },
  { min: 0.02, max: 0.05, expected: [0, 0.3] },
  { min: 0, max: 1, expected: [0, 1] },
])("accuracies $min to $max span $expected", ({ min, max, expected }) => {
  expect(accuracyRange(min, max)).toEqual(expected);
});

test.each([
  { max: null, expected: [0, 1] },
  { max: 2.3, expected: [0, 2.5] },
  { max: 0.74, expected: [0, 0.8] },
  { max: 31, expected: [0, 40] },
])("losses up to $max span $expected", ({ max, expected }) => {
  const [low, high] = lossRange(max);
  expect(low).toBe(expected[0]);
  expect(high).toBeCloseTo(expected[1]!, 10);
});

test("a loss that is not finite is a hole", () => {
  expect([1, Number.NaN, Infinity, null].map(drawable)).toEqual([1, null, null, null]);
});
