import type { Metric } from "#models/tasks/define-task.ts";
import type { LineChartSpec, LineSeries } from "#app/_ui/charts/line-spec.ts";
import type { CurveChoices } from "../curves/curve-controls.tsx";
import { axisOf } from "../curves/curve-controls.tsx";
import { epochLine, stepLine, type CurveAxis, type CurveLine } from "../curves/curve-lines.ts";
import { formatPlace, isLogarithmic, X_STEPS, yAxisOf } from "../curves/curve-spec.ts";
import { smoothed, SMOOTHINGS } from "../curves/smoothed.ts";
import type { ComparedRun } from "./compared-run.ts";

export type ShownLines = "validation" | "training" | "both";

export type CompareFacts = {
  metric: Metric;
  /** What of the steps it is. */
  measure: "loss" | "metric";
  runs: readonly ComparedRun[];
  choices: CurveChoices;
  lines: ShownLines;
};

type RunLines = { run: ComparedRun; training: CurveLine; validation: CurveLine };
export type CompareSpec = LineChartSpec & { axis: CurveAxis; byRun: RunLines[] };

/** The lines of several runs over one pair of axes: validation solid, training dashed, each run in its colour. */
export function compareSpec(facts: CompareFacts): CompareSpec {
  const { metric, runs, choices, lines } = facts;
  const axis = axisOf(
    choices,
    runs.some(({ curve }) => curve !== null),
  );
  const byRun = runs.map((run) => linesOf(run, facts, axis));
  const shown = byRun.flatMap(({ training, validation }) => [
    ...(lines === "validation" ? [] : [training]),
    ...(lines === "training" ? [] : [validation]),
  ]);
  const known = shown.flatMap(({ y }) => y).filter((value) => value !== null);
  const isLog = isLogarithmic({ metric, choices }, known, known);
  const reached = Math.max(0, ...shown.flatMap(({ x }) => x));
  return {
    axis,
    byRun,
    series: byRun.flatMap((line) => seriesOf(line, lines)),
    xRange: [0, reached === 0 ? 1 : reached],
    xSteps: X_STEPS[axis],
    formatX: (value) => formatPlace(value, axis),
    isLog,
    ...yAxisOf(metric, known, isLog),
    markedX: null,
  };
}

function linesOf(run: ComparedRun, { metric, measure, choices }: CompareFacts, axis: CurveAxis): RunLines {
  const at = { axis, steps: run.curve?.steps ?? null };
  const { epochs } = run.history;
  const byStep = run.curve === null ? null : stepLine(run.curve, measure, axis);
  const raw = byStep ?? epochLine(epochs, { split: "train", name: metric.name }, at);
  return {
    run,
    training: { x: raw.x, y: smoothed(raw.y, byStep === null ? 0 : SMOOTHINGS[choices.smoothing]) },
    validation: epochLine(epochs, { split: "validation", name: metric.name }, at),
  };
}

function seriesOf(
  { run: { letter, color }, training, validation }: RunLines,
  lines: ShownLines,
): LineSeries[] {
  const line = (name: string, { x, y }: CurveLine, look: "solid" | "dashed"): LineSeries => ({
    label: `${letter}, ${name}`,
    color,
    look,
    hasDots: look === "solid",
    x,
    values: y,
  });
  return [
    ...(lines === "validation" ? [] : [line("training", training, "dashed")]),
    ...(lines === "training" ? [] : [line("validation", validation, "solid")]),
  ];
}
