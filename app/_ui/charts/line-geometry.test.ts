import { expect, test } from "vitest";
import { dotsPath, linePath, nearestPlace, pointAt, xTicks, yTicks } from "./line-geometry.ts";
import type { LineSeries } from "./line-spec.ts";

const axes = { xRange: [0, 10] as [number, number], yRange: [0, 2] as [number, number], isLog: false };
const line: LineSeries = {
  label: "Loss",
  color: "training",
  look: "solid",
  hasDots: true,
  x: [0, 2, 4, 10],
  values: [2, 1, null, 0.5],
};

test("a curve is drawn from the left edge to the right, high values at the top, with a hole where nothing is known", () => {
  expect(linePath(line, axes)).toBe("M0 0L200 500M1000 750");
  expect(linePath({ x: [1, 10], values: [100, 1] }, { ...axes, yRange: [0.1, 1_000], isLog: true })).toBe(
    "M100 250L1000 750",
  );
});

test("points have dots as long as they are few", () => {
  expect(dotsPath(line, axes)).toBe("M0 0h0M200 500h0M1000 750h0");
  expect(dotsPath({ ...line, hasDots: false }, axes)).toBe("");
  const x = Array.from({ length: 61 }, (_, index) => index / 6.1);
  expect(dotsPath({ ...line, x, values: x }, axes)).toBe("");
});

test("who points at a place is told of the nearest point, and of each curve's last one before it", () => {
  expect(nearestPlace([line, { ...line, x: [7] }], 6)).toBe(7);
  expect(nearestPlace([line], 3.2)).toBe(4);
  expect(nearestPlace([], 3)).toBeNull();
  expect(pointAt(line, 4)).toEqual([2, 1]);
  expect(pointAt(line, 10)).toEqual([10, 0.5]);
  expect(pointAt({ x: [3], values: [1] }, 2)).toBeNull();
});

const X_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

test.each([
  { range: [0, 10], shown: [0, 2, 4, 6, 8, 10] },
  { range: [0, 7], shown: [0, 1, 2, 3, 4, 5, 6, 7] },
  { range: [0.5, 1.5], shown: [1] },
  { range: [0, 507], shown: [0, 100, 200, 300, 400, 500] },
  { range: [0, 1_000_000], shown: [0, 1_000_000] },
] as const)("an axis over $range has its ticks at $shown", ({ range: [min, max], shown }) => {
  const ticks = xTicks({ xRange: [min, max], xSteps: X_STEPS });
  expect(ticks.map(({ value }) => value)).toEqual(shown);
});

test("every second tick may be left out, and 0 never is", () => {
  expect(xTicks({ xRange: [0, 4], xSteps: X_STEPS }).filter(({ isOdd }) => !isOdd)).toHaveLength(3);
});

test("an axis of values has round numbers within it", () => {
  expect(yTicks({ ...axes, yRange: [0.3, 1] })).toEqual([0.4, 0.6, 0.8, 1]);
  expect(yTicks({ ...axes, yRange: [0, 2.5] })).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
  expect(yTicks({ ...axes, yRange: [0.1, 2], isLog: true })).toEqual([0.1, 0.2, 0.5, 1, 2]);
});
