import { expect, test } from "vitest";
import { formatPoints } from "./format-points.ts";

test.each([
  [7, "7"],
  [2.5, "2.5"],
  [7.126, "7.13"],
  [1200.5, "1,200.5"],
])("%d", (points, text) => {
  expect(formatPoints(points)).toBe(text);
});
