import { expect, test } from "vitest";
import type { CurvePoint } from "#models/runs/step-curve.ts";
import { taskOf } from "#models/tasks/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { CurveChoices } from "./curve-controls.tsx";
import { curveSpec, type CurveFacts } from "./curve-spec.ts";

const target = numberedClasses(10);
const { lossMetric, metrics } = taskOf(target);

const CHOICES: CurveChoices = { axis: null, scale: "auto", smoothing: "light" };
function curveOf(losses: number[]) {
  const points = losses.map((loss, index): CurvePoint => [index + 1, index / 10, loss, index / 100]);
  return { steps: 50, width: 1, points };
}

function specOf(facts: Partial<CurveFacts>) {
  return curveSpec({
    metric: lossMetric,
    measure: "loss",
    curve: curveOf([2.3, 2.2, 2]),
    epochs: [],
    bestEpoch: null,
    plannedEpochs: 4,
    isEnded: false,
    choices: CHOICES,
    ...facts,
  });
}

test("before the first epoch has ended there is a curve by step, on an axis that shows it", () => {
  const { axis, series, xRange } = specOf({});
  expect(axis).toBe("step");
  expect(series.map(({ look, x }) => [look, x.length])).toEqual([
    ["faint", 3],
    ["dashed", 3],
    ["solid", 0],
  ]);
  expect(series[0]?.values).toEqual([2.3, 2.2, 2]);
  expect(xRange).toEqual([0, 5]);
});

test("smoothing keeps the raw line, and without it the raw line is the line", () => {
  const [raw, smooth] = specOf({ choices: { ...CHOICES, smoothing: "strong" } }).series;
  expect(raw?.values).toEqual([2.3, 2.2, 2]);
  expect(smooth?.values[2]).toBeGreaterThan(2);
  const off = specOf({ choices: { ...CHOICES, smoothing: "off" } }).series;
  expect(off.map(({ look, x }) => [look, x.length])).toEqual([
    ["solid", 3],
    ["dashed", 0],
    ["solid", 0],
  ]);
});

test("a loss that ranges widely gets a logarithmic axis by itself, an accuracy never", () => {
  const curve = curveOf([4_000, 200, 3, 2.2, 2.1, 2, 2, 2]);
  expect(specOf({ curve }).isLog).toBe(true);
  expect(specOf({ curve }).yRange).toEqual([2, 5_000]);
  expect(specOf({}).isLog).toBe(false);
  expect(specOf({ curve, choices: { ...CHOICES, scale: "linear" } }).isLog).toBe(false);
  expect(specOf({ choices: { ...CHOICES, scale: "log" } }).isLog).toBe(true);
  const accuracy = { metric: metrics(target)[0], measure: "metric" as const };
  expect(specOf({ ...accuracy, curve, choices: { ...CHOICES, scale: "log" } }).isLog).toBe(false);
});

test("a run without steps of its own is drawn by epoch, and time is told from its epochs", () => {
  const epochs = [1, 2].map((epoch) => ({
    epoch,
    train: { loss: 2 / epoch },
    validation: { loss: 2.1 / epoch },
    seconds: 30,
    imagesPerSecond: 100,
    isBest: true,
  }));
  const old = { curve: null, epochs, bestEpoch: 2, isEnded: true };
  const byEpoch = specOf(old);
  expect([byEpoch.axis, byEpoch.xRange, byEpoch.markedX]).toEqual(["epoch", [1, 2], 2]);
  expect(byEpoch.series.map(({ x }) => x)).toEqual([[1, 2], [], [1, 2]]);
  expect(specOf({ ...old, choices: { ...CHOICES, axis: "time" } }).series[2]?.x).toEqual([30, 60]);
});
