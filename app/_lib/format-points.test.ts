import { expect, test } from "vitest";
import { countedPoints, formatPoints } from "./format-points.ts";

test.each([
  [7, "7"],
  [2.5, "2.5"],
  [7.126, "7.13"],
  [1200.5, "1,200.5"],
])("%d", (points, text) => {
  expect(formatPoints(points)).toBe(text);
});

test("points keep their parts, and one of them is no plural", () => {
  expect([1, 2.5, 0.5, 0].map(countedPoints)).toEqual(["1 point", "2.5 points", "0.5 points", "0 points"]);
});
