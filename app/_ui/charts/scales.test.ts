import { expect, test } from "vitest";
import { accuracyRange, drawable, horizon, isWideRanging, logRange, logTicks, lossRange } from "./scales.ts";

test.each([
  { reached: 0, planned: 10, isEnded: false, expected: 0.001 },
  { reached: 0.004, planned: 10, isEnded: false, expected: 0.005 },
  { reached: 0.3, planned: 10, isEnded: false, expected: 0.5 },
  { reached: 5, planned: 10, isEnded: false, expected: 10 },
  { reached: 3, planned: 200, isEnded: false, expected: 5 },
  { reached: 20, planned: 200, isEnded: false, expected: 50 },
  { reached: 2.5, planned: 3, isEnded: false, expected: 3 },
  { reached: 9.9, planned: null, isEnded: false, expected: 10 },
  { reached: 10, planned: null, isEnded: false, expected: 20 },
  { reached: 4, planned: 10, isEnded: true, expected: 4 },
])("$reached of $planned, ended $isEnded: up to $expected", ({ reached, planned, isEnded, expected }) => {
  expect(horizon(reached, planned, isEnded)).toBeCloseTo(expected, 10);
});

test.each([
  { min: null, max: null, expected: [0.1, 1] },
  { min: 0.031, max: 2.3, expected: [0.02, 5] },
  { min: 0.2, max: 20, expected: [0.2, 20] },
  { min: 1, max: 1, expected: [0.5, 2] },
  { min: 3, max: 4_000_000, expected: [2, 5_000_000] },
])("a logarithmic axis of $min to $max spans $expected", ({ min, max, expected }) => {
  expect(logRange(min, max)).toEqual(expected);
});

test("a logarithmic axis has ticks at 1, 2 and 5, and at the powers of ten where it spans many", () => {
  expect(logTicks(0.2, 5)).toEqual([0.2, 0.5, 1, 2, 5]);
  expect(logTicks(0.1, 1e5)).toEqual([0.1, 1, 10, 100, 1_000, 10_000, 100_000]);
});

test.each([
  { name: "a loss that fell from 2.3 to 0.4", values: [2.3, 1.5, 0.9, 0.6, 0.5, 0.4], expected: false },
  { name: "one that began at 4,000", values: [4_000, 30, 2.1, 1.9, 1.8, 1.7, 1.6, 1.6], expected: true },
  { name: "one that reached zero", values: [4_000, 30, 2.1, 1.9, 1.8, 0], expected: false },
  { name: "two points", values: [4_000, 1], expected: false },
])("$name ranges widely: $expected", ({ values, expected }) => {
  expect(isWideRanging(values)).toBe(expected);
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
