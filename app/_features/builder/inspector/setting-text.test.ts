import { expect, test } from "vitest";
import { stepped } from "#app/_lib/stepped.ts";
import { formatSettingText, parseSettingText, sidesOf } from "./setting-text.ts";

test.each([
  ["16", 16],
  [" 0.5 ", 0.5],
  [".25", 0.25],
  ["1.", 1],
  ["1e-3", 0.001],
  ["", ""],
  ["-", "-"],
  ["1e", "1e"],
  ["0x10", "0x10"],
  ["Infinity", "Infinity"],
  ["12px", "12px"],
])("%j is read as %j", (text, value) => {
  expect(parseSettingText(text)).toBe(value);
});

test("what is not a number is shown as it was typed", () => {
  expect(formatSettingText(parseSettingText("12px"))).toBe("12px");
  expect(formatSettingText(undefined)).toBe("");
  expect(sidesOf(3)).toEqual([3, 3]);
  expect(sidesOf([2, "x"])).toEqual([2, "x"]);
});

test("arrow keys step within the limits", () => {
  const rate = { min: 0, max: 0.95, step: 0.05 };
  expect(stepped(0.1, 1, rate)).toBe(0.15);
  expect(stepped(0.95, 1, rate)).toBe(0.95);
  expect(stepped("oops", -1, rate)).toBe(0);
});
