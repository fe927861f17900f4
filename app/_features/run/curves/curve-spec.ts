import type { StepCurve } from "#models/runs/step-curve.ts";
import type { Metric } from "#models/tasks/define-task.ts";
import type { LineChartSpec } from "#app/_ui/charts/line-spec.ts";
import {
  accuracyRange,
  aroundRange,
  horizon,
  isWideRanging,
  logRange,
  lossRange,
  type Range,
} from "#app/_ui/charts/scales.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import type { RunHistoryEpoch } from "#server/contract/run-history.ts";
import { axisOf, type CurveChoices } from "./curve-controls.tsx";
import { epochEnds, epochLine, stepLine, type CurveAxis, type CurveLine } from "./curve-lines.ts";
import { formatClock } from "./format-clock.ts";
import { smoothed, SMOOTHINGS } from "./smoothed.ts";

export type CurveFacts = {
  metric: Metric;
  /** What of the steps it is. */
  measure: "loss" | "metric";
  curve: StepCurve | null;
  epochs: readonly RunHistoryEpoch[];
  bestEpoch: number | null;
  plannedEpochs: number;
  isEnded: boolean;
  choices: CurveChoices;
};

/** Lines and axes of one chart; what belongs to the page is left to it. */
export type CurveSpec = LineChartSpec & {
  axis: CurveAxis;
  /** What the legend reads its numbers from. */
  training: CurveLine;
  validation: CurveLine;
  pointCount: number;
};

export const X_STEPS: Record<CurveAxis, number[]> = {
  step: [1, 2, 5].flatMap((factor) => [0, 1, 2, 3, 4, 5, 6].map((power) => factor * 10 ** power)),
  epoch: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200],
  time: [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18_000, 36_000],
};
X_STEPS.step.sort((a, b) => a - b);

export function curveSpec(facts: CurveFacts): CurveSpec {
  const { metric, measure, curve, epochs, bestEpoch, isEnded, choices } = facts;
  const axis = axisOf(choices, curve !== null || !isEnded);
  const at = { axis, steps: curve?.steps ?? null };
  const byStep = curve === null ? null : stepLine(curve, measure, axis);
  const raw = byStep ?? epochLine(epochs, { split: "train", name: metric.name }, at);
  const weight = byStep === null ? 0 : SMOOTHINGS[choices.smoothing];
  const training = { x: raw.x, y: smoothed(raw.y, weight) };
  const validation = epochLine(epochs, { split: "validation", name: metric.name }, at);
  const known = [...raw.y, ...validation.y].filter((value) => value !== null);
  const isLog = isLogarithmic(
    facts,
    known,
    raw.y.filter((value) => value !== null),
  );
  const best = epochs.findIndex(({ epoch }) => epoch === bestEpoch);
  return {
    axis,
    training,
    validation,
    pointCount: raw.x.length,
    series: [
      {
        ...lineOf("Training", raw),
        color: "training",
        look: byStep === null ? "dashed" : weight === 0 ? "solid" : "faint",
        hasDots: byStep === null,
      },
      {
        ...lineOf("Training, smoothed", weight === 0 ? EMPTY : training),
        color: "training",
        look: "dashed",
        hasDots: false,
      },
      { ...lineOf("Validation", validation), color: "validation", look: "solid", hasDots: true },
    ],
    xRange: xRangeOf(facts, axis, [...raw.x, ...validation.x]),
    xSteps: X_STEPS[axis],
    formatX: (value) => formatPlace(value, axis),
    isLog,
    ...yAxisOf(metric, known, isLog),
    markedX: best === -1 ? null : (epochEnds(epochs, at)[best] ?? null),
  };
}

const EMPTY: CurveLine = { x: [], y: [] };

function lineOf(label: string, { x, y }: CurveLine) {
  return { label, x, values: y };
}

/** What should be high, such as an accuracy, has no logarithmic axis: its end is 1, not 0. */
export function isLogarithmic(
  { metric, choices }: Pick<CurveFacts, "metric" | "choices">,
  known: readonly number[],
  raw: readonly number[],
): boolean {
  if (metric.direction === "higher" || known.length === 0 || known.some((value) => value <= 0)) return false;
  if (choices.scale === "auto") return isWideRanging(raw);
  return choices.scale === "log";
}

function xRangeOf({ curve, plannedEpochs, isEnded }: CurveFacts, axis: CurveAxis, places: number[]): Range {
  const reached = Math.max(0, ...places);
  if (curve === null && isEnded) return reached <= 1 ? [0.5, 1.5] : [Math.min(...places), reached];
  const steps = curve?.steps ?? 1;
  if (axis === "step") return [0, Math.max(2, horizon(reached, plannedEpochs * steps, isEnded))];
  return [0, horizon(reached, axis === "epoch" ? plannedEpochs : null, isEnded)];
}

/** Fractions in percent on an axis of tenths; what should be low from 0; all else around its values. */
export function yAxisOf({ unit, direction }: Metric, known: readonly number[], isLog: boolean) {
  const low = known.length === 0 ? null : Math.min(...known);
  const high = known.length === 0 ? null : Math.max(...known);
  if (unit === "%") {
    return {
      yRange: accuracyRange(low, high),
      formatY: (value: number) => `${Math.round(value * 100)} %`,
    };
  }
  const linear = direction === "lower" ? lossRange(high) : aroundRange(low, high);
  return {
    yRange: isLog ? logRange(low, high) : linear,
    formatY: (value: number) =>
      Math.abs(value) >= 10_000 ? formatCountShort(value) : String(Number(value.toPrecision(3))),
  };
}

export function formatPlace(value: number, axis: CurveAxis): string {
  if (axis === "time") return formatClock(value);
  return axis === "step" ? formatStep(value) : String(Number(value.toPrecision(4)));
}

function formatStep(value: number): string {
  return value >= 10_000 ? formatCountShort(value) : formatCount(value);
}
