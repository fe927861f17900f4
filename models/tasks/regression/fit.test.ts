import { expect, test } from "vitest";
import { fitOf, NO_RESIDUALS, withResidual } from "./fit.ts";
import { targetStatistics } from "./target-statistics.ts";

function fit(targets: number[], predictions: number[]) {
  const sums = targets.reduce(
    (known, target, i) => withResidual(known, (predictions[i] ?? 0) - target),
    NO_RESIDUALS,
  );
  return fitOf(sums, targetStatistics(targets).standardDeviation ** 2);
}

test("four values, worked out by hand", () => {
  // Residuals 1, -1, 2, 0: MAE 4 / 4, RMSE sqrt(6 / 4), bias 2 / 4. Mean 5, squares about it 20, so R2 = 1 - 6 / 20.
  const result = fit([2, 4, 6, 8], [3, 3, 8, 8]);
  expect(result.mae).toBe(1);
  expect(result.rmse).toBeCloseTo(Math.sqrt(1.5), 12);
  expect(result.bias).toBe(0.5);
  expect(result.r2).toBeCloseTo(0.7, 12);
});

test("the mean explains nothing, worse than it is below 0", () => {
  expect(fit([1, 2, 3], [2, 2, 2]).r2).toBeCloseTo(0, 12);
  expect(fit([1, 2, 3], [3, 2, 1]).r2).toBeCloseTo(-3, 12);
});

test("targets that are all the same have no variance to explain, and nothing at all is no error", () => {
  expect(fit([7, 7], [6, 8])).toEqual({ mae: 1, rmse: 1, bias: 0, r2: 0 });
  expect(fit([7, 7], [7, 7]).r2).toBe(1);
  expect(fit([], [])).toEqual({ mae: 0, rmse: 0, bias: 0, r2: 1 });
});

test("statistics of large values far from 0 keep their digits", () => {
  const { mean, standardDeviation } = targetStatistics([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
  expect(mean).toBe(1e9 + 10);
  expect(standardDeviation).toBeCloseTo(Math.sqrt(22.5), 9);
  expect(targetStatistics([])).toEqual({ mean: 0, standardDeviation: 0 });
});
