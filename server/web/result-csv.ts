import type { Evaluation } from "#models/training/metrics.ts";
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
export function resultCsv(result: RunResult): string {
  const className = (index: number) => result.classes[index] ?? String(index);
  const rows: Row[] = [
    ...evaluationRows("test", result.test, className),
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
  return toCsv(["split", "measure", "actual", "predicted", "tile", "value"], rows);
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

export function historyCsv(history: RunHistory): string {
  return toCsv(
    [
      "epoch",
      "loss",
      "accuracy",
      "val_loss",
      "val_accuracy",
      "seconds",
      "images_per_second",
      "is_best",
      "learning_rate",
    ],
    history.epochs.map((known) => [
      known.epoch,
      known.loss,
      known.accuracy,
      known.valLoss,
      known.valAccuracy,
      known.seconds,
      known.imagesPerSecond,
      known.isBest,
      known.learningRate ?? null,
    ]),
  );
}
