import { expect, test } from "vitest";
import { beatsBaseline } from "./beats-baseline.ts";

test.each([
  { rmse: 94, baseline: 247, expected: "Misses 62\u00a0% less than the mean" },
  { rmse: 371, baseline: 247, expected: "Misses 50\u00a0% more than the mean" },
  { rmse: 247.2, baseline: 247, expected: "Misses as much as the mean" },
  { rmse: Number.NaN, baseline: 247, expected: "Cannot be compared with the mean" },
  { rmse: 3, baseline: 0, expected: "Cannot be compared with the mean" },
])("$rmse beside $baseline: $expected", ({ rmse, baseline, expected }) => {
  expect(beatsBaseline({ rmse, baseline: { mean: 0, mae: 0, rmse: baseline, bias: 0, r2: 0 } })).toBe(
    expected,
  );
});
