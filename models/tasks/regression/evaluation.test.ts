import { expect, test } from "vitest";
import { regressionEvaluation, regressionEvaluationOf, worstOf } from "./evaluation.ts";
import type { Pair } from "./shown-pairs.ts";

const PAIRS: Pair[] = [
  [8, 8],
  [2, 3],
  [6, 8],
  [4, 3],
];

test("beside the network stands what the training split's mean would score", () => {
  const result = regressionEvaluationOf({ pairs: PAIRS, lossSum: 2, trainMean: 6 });
  expect(regressionEvaluation.parse(result)).toEqual(result);
  expect(result).toMatchObject({ count: 4, loss: 0.5, mae: 1, bias: 0.5 });
  expect(result.rmse).toBeCloseTo(Math.sqrt(1.5), 12);
  // 6 misses 8, 2, 6 and 4 by -2, 4, 0 and 2; their variance is 5, so R2 = 1 - 24 / 20.
  expect(result.baseline).toEqual({
    mean: 6,
    mae: 2,
    rmse: Math.sqrt(6),
    bias: 1,
    r2: expect.closeTo(-0.2, 12),
  });
  expect(result.pairs.map(([actual]) => actual)).toEqual([2, 4, 6, 8]);
  expect(result.residuals?.counts.reduce((sum, count) => sum + count, 0)).toBe(4);
});

test("the worst are those that miss by most, whichever way, and of equal ones the first", () => {
  expect(worstOf(PAIRS)).toEqual([
    { index: 2, actual: 6, predicted: 8 },
    { index: 1, actual: 2, predicted: 3 },
    { index: 3, actual: 4, predicted: 3 },
    { index: 0, actual: 8, predicted: 8 },
  ]);
  expect(worstOf(Array.from({ length: 100 }, (_, i): Pair => [0, i])).map(({ index }) => index)).toEqual(
    Array.from({ length: 24 }, (_, i) => 99 - i),
  );
});

test("nothing scored is no error", () => {
  const result = regressionEvaluationOf({ pairs: [], lossSum: 0, trainMean: 6 });
  expect(regressionEvaluation.parse(result)).toMatchObject({ count: 0, rmse: 0, r2: 1, residuals: null });
});
