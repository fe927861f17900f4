import { expect, test } from "vitest";
import { pointStatistics } from "./point-statistics.ts";

test.each([
  [[], { count: 0, mean: null, median: null }],
  [[null, null], { count: 0, mean: null, median: null }],
  [[4], { count: 1, mean: 4, median: 4 }],
  [[10, null, 2, 3], { count: 3, mean: 5, median: 3 }],
  [[1, 9, 2, 4], { count: 4, mean: 4, median: 3 }],
  [[0, 0, 0, 12], { count: 4, mean: 3, median: 0 }],
])("%j", (points, expected) => {
  expect(pointStatistics(points)).toEqual(expected);
});
