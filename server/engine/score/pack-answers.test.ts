import { expect, test } from "vitest";
import { MOST_KEPT_ANSWERS, packAnswers } from "./pack-answers.ts";

test("answers are kept in order, four bytes each, the least significant first", () => {
  expect(packAnswers(Float32Array.of(1, 0, -2.5))?.toString("hex")).toBe("0000803f00000000000020c0");
});

test("more than are kept are not, and what is not a number is refused", () => {
  expect(packAnswers(new Float32Array(MOST_KEPT_ANSWERS))?.byteLength).toBe(4 * MOST_KEPT_ANSWERS);
  expect(packAnswers(new Float32Array(MOST_KEPT_ANSWERS + 1))).toBeNull();
  expect(() => packAnswers(Float32Array.of(0, Number.NaN))).toThrow("not numbers");
});
