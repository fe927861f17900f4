import { expect, test } from "vitest";
import { smoothed } from "./smoothed.ts";

test("half of the value before stays: 4, (4 + 2 * 2) / 3, (4 + 2 * 2 + 4 * 1) / 7", () => {
  expect(smoothed([4, 2, 1], 0.5)).toEqual([4, 8 / 3, 12 / 7]);
});

test("what does not move stays as it is, from the first value on, and holes stay holes", () => {
  for (const value of smoothed([3, 3, 3, 3], 0.9)) expect(value).toBeCloseTo(3, 12);
  expect(smoothed([3, null, 3], 0.5)).toEqual([3, null, 3]);
});

test("nothing is smoothed with a weight of 0", () => {
  expect(smoothed([4, 2, 1], 0)).toEqual([4, 2, 1]);
});
