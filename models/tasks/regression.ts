import { defineTask, type Metric } from "./define-task.ts";
import { formatMeasure } from "./format-measure.ts";
import type { RegressionEvaluation } from "./regression/evaluation.ts";
import { formatValue } from "./regression/format-value.ts";
import type { RegressionTarget } from "./target.ts";

const R2: Metric = {
  name: "r2",
  label: "R²",
  direction: "higher",
  unit: "",
  format: (value) => formatMeasure(value, { unit: "", digits: 3 }),
};

/**
 * One number, by squared, absolute or Huber's loss. Networks are trained on standardised targets (see `valueScaleOf`) and
 * answer in the target's unit.
 */
export const regression = defineTask<RegressionTarget, RegressionEvaluation>({
  task: "regression",
  label: "Regression",
  output: ({ quantity }) => ({ length: 1, meaning: `the ${quantity}` }),
  activationProblem: (activation) =>
    activation === "linear"
      ? null
      : `Output needs any number, below 0 too, and ${activation} gives only some of them`,
  losses: [
    {
      name: "meanSquaredError",
      label: "Mean squared error",
      help: "Misses count by their square: one large miss weighs more than many small ones.",
    },
    {
      name: "meanAbsoluteError",
      label: "Mean absolute error",
      help: "Misses count by their size, so that a few odd pictures do not decide everything.",
    },
    {
      name: "huber",
      label: "Huber",
      help: "Small misses count by their square, those beyond one standard deviation by their size.",
    },
  ],
  metrics: (target) => [errorMetric("rmse", "RMSE", target), errorMetric("mae", "MAE", target), R2],
  lossMetric: {
    name: "loss",
    label: "Loss",
    direction: "lower",
    unit: "",
    format: (value) => formatMeasure(value, { unit: "", digits: 4 }),
  },
  ownSettings: [],
  settingProblems: () => ({}),
  answerOf: ([value = Number.NaN]) => ({ task: "regression", value }),
  rankOf: ({ rmse, mae }) => ({ score: -rmse, tieBreak: -mae }),
  ranking: (target) => ({
    score: { ...errorMetric("rmse", "Test RMSE", target), value: (rank) => -rank },
    tieBreak: { ...errorMetric("mae", "MAE", target), value: (rank) => -rank },
  }),
  // The variance of standardised values: what the mean gets from the squared error, and more than from the others.
  baselineLoss: () => 1,
});

function errorMetric(name: string, label: string, { unit }: RegressionTarget): Metric {
  return { name, label, direction: "lower", unit, format: (value) => formatValue(value, unit) };
}
