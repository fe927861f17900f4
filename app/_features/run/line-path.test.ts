import { expect, test } from "vitest";
import { linePath } from "./line-path.ts";

test("a column's mean lies in the middle, three deviations at an edge, and nothing beyond", () => {
  expect(linePath([10, 16, 40, 4], { mean: 10, deviation: 2 })).toBe("M0 25L33.33 3L66.67 3L100 47");
  expect(linePath([12], { mean: 10, deviation: 2 })).toBe("M0 17.67");
});
