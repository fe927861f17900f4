import { expect, test } from "vitest";
import { frameFileName, whichFrames } from "./which-frames.ts";

test.each([
  // The last ones are among them, where the length is a multiple of the increment and where it is not.
  { total: 10, first: 0, increment: 3, most: null, expected: [0, 3, 6, 9] },
  { total: 9, first: 0, increment: 3, most: null, expected: [0, 3, 6] },
  { total: 11, first: 0, increment: 3, most: null, expected: [0, 3, 6, 9] },
  { total: 10, first: 0, increment: 3, most: 4, expected: [0, 3, 6, 9] },
  { total: 10, first: 0, increment: 3, most: 2, expected: [0, 3] },
  { total: 10, first: 4, increment: 5, most: 99, expected: [4, 9] },
  { total: 3, first: 0, increment: 100, most: null, expected: [0] },
  { total: 3, first: 3, increment: 1, most: null, expected: [] },
  { total: 0, first: 0, increment: 1, most: null, expected: [] },
  { total: 4, first: -2, increment: 0, most: 2.4, expected: [0, 1] },
])("of $total frames from $first each $increment-th, $most at most", ({ total, expected, ...choice }) => {
  expect(whichFrames(total, choice)).toEqual(expected);
});

test("names of files sort as frames follow", () => {
  const names = [9, 10, 100].map((number) => frameFileName("road", number, 101));
  expect(names).toEqual(["road-009.png", "road-010.png", "road-100.png"]);
  expect(frameFileName("road", 0, 1)).toBe("road-0.png");
});
