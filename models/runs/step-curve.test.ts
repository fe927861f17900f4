import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  emptyCurve,
  MOST_POINTS,
  tailOf,
  upTo,
  withPoint,
  withTail,
  type CurvePoint,
  type StepCurve,
} from "./step-curve.ts";

/** Losses that fall by one a step. */
const stepAt = (to: number): CurvePoint => [to, to / 10, 100_000 - to, to % 2 === 0 ? 0.5 : 0.25];

function trained(steps: number, from: StepCurve = emptyCurve(50)): StepCurve {
  const before = from.points.at(-1)?.[0] ?? 0;
  return Array.from({ length: steps }, (_, index) => stepAt(before + index + 1)).reduce(withPoint, from);
}

test("two stretches join by their steps: 1 step of loss 4 and 3 of loss 2 have 2.5", () => {
  const curve: StepCurve = { steps: 10, width: 4, points: [[1, 0.1, 4, 0.2]] };
  expect(withPoint(curve, [4, 0.4, 2, 0.6]).points).toEqual([[4, 0.4, 2.5, 0.5]]);
  expect(withPoint(curve, [4, 0.4, 2, null]).points).toEqual([[4, 0.4, 2.5, 0.2]]);
});

test("while few, every report is a point", () => {
  expect(trained(MOST_POINTS).points).toHaveLength(MOST_POINTS);
});

test("however long it trains, a curve keeps to its room, reaches from the first step to the last, and stays true", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6_000 }), (steps) => {
      const { points } = trained(steps);
      expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
      expect(points.length).toBeGreaterThanOrEqual(Math.min(steps, MOST_POINTS / 2));
      expect(points.at(-1)?.[0]).toBe(steps);
      points.forEach(([to, , loss], index) => {
        const before = points[index - 1]?.[0] ?? 0;
        expect(to).toBeGreaterThan(before);
        // The mean of the stretch's own losses.
        expect(Math.abs(loss - (100_000 - (before + 1 + to) / 2))).toBeLessThanOrEqual(10);
      });
    }),
    { numRuns: 40 },
  );
});

test("a browser that hears of every third report has the worker's points, none twice and none missing", () => {
  let worker = emptyCurve(50);
  let browser: StepCurve | null = null;
  for (let step = 1; step <= 300; step += 1) {
    worker = withPoint(worker, stepAt(step));
    if (step % 3 === 0) browser = withTail(browser, tailOf(worker));
  }
  expect(browser).toEqual(worker);
});

test("a browser keeps to its room as well, also where it came late", () => {
  let worker = emptyCurve(50);
  let browser: StepCurve | null = null;
  for (let step = 1; step <= 5_000; step += 1) {
    worker = withPoint(worker, stepAt(step));
    if (step > 700) browser = withTail(browser, tailOf(worker));
  }
  expect(browser?.points.length).toBeLessThanOrEqual(MOST_POINTS);
  expect(browser?.points.at(-1)?.[0]).toBe(5_000);
  const places = browser?.points.map(([to]) => to) ?? [];
  expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
});

test("an attempt that goes on from earlier makes what came after void", () => {
  const browser = trained(120);
  const again = trained(1, upTo(browser, 100));
  expect(withTail(browser, tailOf(again)).points.map(([to]) => to)).toEqual(
    Array.from({ length: 101 }, (_, index) => index + 1),
  );
});
