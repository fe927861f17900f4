import { classificationResult, type ClassificationResult } from "#server/contract/classification-result.ts";
import { regressionResult, type RegressionResult } from "#server/contract/regression-result.ts";
import type { RegressionEvaluation } from "#models/tasks/regression/evaluation.ts";
import type { Evaluation } from "#models/training/metrics.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { RunHistory } from "#server/contract/run-history.ts";
import type { RunResult } from "#server/contract/run.ts";
import { toCsv } from "./csv.ts";

type Row = [
  split: string,
  measure: string,
  actual: string | null,
  predicted: string | null,
  tile: number | null,
  value: number,
];

/** A result as one table, a number a row, so that any statistics program reads it without knowing the format. */
export function resultCsv(given: RunResult): string {
  const rows = rowsOf(given);
  return toCsv(["split", "measure", "actual", "predicted", "tile", "value"], rows);
}

function rowsOf(given: RunResult): Row[] {
  switch (given.target.task) {
    case "classification":
      return classificationRows(classificationResult(given));
    case "regression":
      return regressionRows(regressionResult(given));
  }
}

/** Values in the target's unit. Pairs are in the order of their true values, not of the pictures. */
function regressionRows({ test, validation, mistakes }: RegressionResult): Row[] {
  return [
    ...valueRows("test", test),
    ...valueRows("validation", validation),
    ...mistakes.map(({ index, actual, predicted }): Row => [
      "validation",
      "worst",
      String(actual),
      String(predicted),
      index,
      predicted - actual,
    ]),
  ];
}

function valueRows(split: string, { baseline, pairs, ...evaluation }: RegressionEvaluation): Row[] {
  const whole = (measure: string, value: number): Row => [split, measure, null, null, null, value];
  return [
    whole("images", evaluation.count),
    whole("loss", evaluation.loss),
    whole("rmse", evaluation.rmse),
    whole("mae", evaluation.mae),
    whole("r2", evaluation.r2),
    whole("mean_error", evaluation.bias),
    whole("baseline_mean", baseline.mean),
    whole("baseline_rmse", baseline.rmse),
    whole("baseline_mae", baseline.mae),
    ...pairs.map(([actual, predicted]): Row => [
      split,
      "residual",
      String(actual),
      String(predicted),
      null,
      predicted - actual,
    ]),
  ];
}

function classificationRows(result: ClassificationResult): Row[] {
  const className = (index: number) => result.classes[index] ?? String(index);
  return [
    ...(result.test === null ? [] : evaluationRows("test", result.test, className)),
    ...evaluationRows("validation", result.validation, className),
    ...result.mistakes.map((wrong): Row => [
      "validation",
      "mistake_confidence",
      className(wrong.actual),
      className(wrong.predicted),
      wrong.index,
      wrong.confidence,
    ]),
  ];
}

function evaluationRows(split: string, evaluation: Evaluation, className: (index: number) => string): Row[] {
  const { accuracyInterval, confusion } = evaluation;
  const whole = (measure: string, value: number): Row => [split, measure, null, null, null, value];
  return [
    whole("images", evaluation.count),
    whole("loss", evaluation.loss),
    whole("accuracy", evaluation.accuracy),
    whole("accuracy_low_95", accuracyInterval[0]),
    whole("accuracy_high_95", accuracyInterval[1]),
    whole("macro_f1", evaluation.macroF1),
    ...evaluation.perClass.flatMap(({ className: name, precision, recall, f1, support }): Row[] => [
      [split, "precision", name, null, null, precision],
      [split, "recall", name, null, null, recall],
      [split, "f1", name, null, null, f1],
      [split, "support", name, null, null, support],
    ]),
    ...confusion.flatMap((counts, actual) =>
      counts.map((count, predicted): Row => [
        split,
        "confusion",
        className(actual),
        className(predicted),
        null,
        count,
      ]),
    ),
  ];
}

/** A row an epoch; the metrics are the task's: `accuracy` and `val_accuracy`, or `rmse`, `mae` and so on. */
export function historyCsv(history: RunHistory, target: TaskTarget): string {
  const measures = [
    "loss",
    ...taskOf(target)
      .metrics(target)
      .map(({ name }) => name),
  ];
  return toCsv(
    [
      "epoch",
      ...measures,
      ...measures.map((name) => `val_${name}`),
      "seconds",
      "images_per_second",
      "is_best",
      "learning_rate",
    ],
    history.epochs.map((known) => [
      known.epoch,
      ...measures.map((name) => known.train[name] ?? null),
      ...measures.map((name) => known.validation[name] ?? null),
      known.seconds,
      known.imagesPerSecond,
      known.isBest,
      known.learningRate ?? null,
    ]),
  );
}
