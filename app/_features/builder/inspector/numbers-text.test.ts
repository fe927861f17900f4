import { expect, test } from "vitest";
import { formatNumbersText, parseNumbersText } from "./numbers-text.ts";

test.each([
  ["0.5, 0.25, -1", [0.5, 0.25, -1]],
  [" .5 1e-3 ", [0.5, 0.001]],
  ["2", 2],
  ["2, ", "2, "],
  ["", ""],
  ["2, a", "2, a"],
])("%j is read as %j", (text, value) => {
  expect(parseNumbersText(text, { takesOne: true })).toEqual(value);
});

test("one number of a list stays a list, and nothing is nothing", () => {
  const field = { emptyMeans: "none is shared" };
  expect(parseNumbersText("3", field)).toEqual([3]);
  expect(parseNumbersText(" ", field)).toBeUndefined();
});

test("numbers are written as they are typed", () => {
  expect(formatNumbersText([0.5, 0.25])).toBe("0.5, 0.25");
  expect(formatNumbersText(2)).toBe("2");
  expect(formatNumbersText("2, ")).toBe("2, ");
  expect(formatNumbersText([])).toBe("");
});
