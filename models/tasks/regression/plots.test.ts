import * as fc from "fast-check";
import { expect, test } from "vitest";
import { residualHistogram } from "./residual-histogram.ts";
import { shownPairs, type Pair } from "./shown-pairs.ts";

test("residuals from -31 to 62 stand in bins of 10, with 0 between two of them", () => {
  // The span of 93 holds eight of 11.6, so the round width below is 10.
  expect(residualHistogram([-31, -12, -0.5, 0, 3, 9.9, 10, 62])).toEqual({
    start: -40,
    width: 10,
    counts: [1, 0, 1, 1, 3, 1, 0, 0, 0, 0, 1],
  });
});

test.each([
  { residuals: [], expected: null },
  { residuals: [Number.NaN, Number.POSITIVE_INFINITY], expected: null },
  { residuals: [0, 0], expected: { start: 0, width: 1, counts: [2] } },
  { residuals: [16, 16, 16], expected: { start: 16, width: 2, counts: [3] } },
])("$residuals: $expected", ({ residuals, expected }) => {
  expect(residualHistogram(residuals)).toEqual(expected);
});

test("every residual is in one bin, and there are 1 to 30 bins", () => {
  const residual = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(residual, { minLength: 1, maxLength: 60 }), (residuals) => {
      const histogram = residualHistogram(residuals);
      expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(residuals.length);
      expect(histogram?.counts.length).toBeLessThanOrEqual(30);
    }),
  );
});

test("pairs for a plot are ordered by value, so that their order tells nothing, and never more than 1,000", () => {
  const pairs: Pair[] = Array.from({ length: 2500 }, (_, i) => [(i * 7919) % 2500, i]);
  const shown = shownPairs(pairs);
  expect(shown).toHaveLength(1000);
  expect(shown).toEqual(shown.toSorted((a, b) => a[0] - b[0]));
  expect(shown[0]?.[0]).toBe(0);
  expect(shown.at(-1)?.[0]).toBeGreaterThan(2490);
  expect(
    shownPairs([
      [3, 1],
      [2, 5],
    ]),
  ).toEqual([
    [2, 5],
    [3, 1],
  ]);
});
