import { expect, test } from "vitest";
import type { RunHistoryEpoch } from "#server/contract/run-history.ts";
import { epochLine, stepLine, valueAt } from "./curve-lines.ts";

const curve = {
  steps: 20,
  width: 1,
  points: [
    [5, 1.5, 2.2, 0.1],
    [20, 6, 1.8, null],
    [30, 11, 1.1, 0.5],
  ] as [number, number, number, number | null][],
};
const epochs: RunHistoryEpoch[] = [8, 9].map((seconds, index) => ({
  epoch: index + 1,
  train: { loss: 2, accuracy: 0.3 },
  validation: { loss: 1.5 - index, accuracy: 0.4 },
  seconds,
  imagesPerSecond: 100,
  isBest: true,
}));

test.each([
  { axis: "step", points: [5, 20, 30], ends: [20, 40] },
  { axis: "epoch", points: [0.25, 1, 1.5], ends: [1, 2] },
  { axis: "time", points: [1.5, 6, 11], ends: [8, 17] },
] as const)("by $axis, steps lie at $points and epochs end at $ends", ({ axis, points, ends }) => {
  expect(stepLine(curve, "loss", axis)).toEqual({ x: points, y: [2.2, 1.8, 1.1] });
  expect(stepLine(curve, "metric", axis).y).toEqual([0.1, null, 0.5]);
  expect(epochLine(epochs, { split: "validation", name: "loss" }, { axis, steps: 20 })).toEqual({
    x: ends,
    y: [1.5, 0.5],
  });
});

test("a value at a place is the last one known there", () => {
  const line = { x: [10, 20], y: [1, 2] };
  expect([9, 10, 15, 20, 99, null].map((place) => valueAt(line, place))).toEqual([null, 1, 1, 2, 2, 2]);
  expect(valueAt({ x: [], y: [] }, null)).toBeNull();
});
