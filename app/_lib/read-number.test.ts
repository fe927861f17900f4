import { expect, test } from "vitest";
import { readNumber } from "./read-number.ts";
import { stepped } from "./stepped.ts";

test.each([
  ["12", 12],
  [" 0,5 ", 0.5],
  [".25", 0.25],
  ["-3", -3],
  ["", null],
  ["1,000,000", null],
  ["1e9", null],
  ["ten", null],
])("%j is %j", (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test("a step from nothing begins at the least, and none leaves the limits or has dust", () => {
  const limits = { min: 0, max: 1, step: 0.1 };
  expect(stepped(null, 1, limits)).toBe(0.1);
  expect(stepped(0.2, 1, limits)).toBe(0.3);
  expect(stepped(0.95, 10, limits)).toBe(1);
  expect(stepped(0, -1, limits)).toBe(0);
});
