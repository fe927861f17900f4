import { wilsonInterval } from "./wilson-interval.ts";
import type { ClassMetrics, Evaluation } from "./metrics.ts";

export type Scored = {
  /** `confusion[actual][predicted]`, counts, a row and a column a class. */
  confusion: readonly (readonly number[])[];
  /** Cross-entropy in nats, summed over all images. */
  lossSum: number;
  /** Class names in the order of the labels. */
  classes: readonly string[];
};

/**
 * Scores a confusion matrix. accuracy = correct / all; for each class precision = right / predicted,
 * recall = right / actual, F1 = 2 right / (predicted + actual); macro F1 is the plain mean of the F1s.
 * 0 / 0 counts as 0. Definitions as in scikit-learn's `precision_recall_fscore_support` with zero_division=0,
 * https://scikit-learn.org/stable/modules/model_evaluation.html
 */
export function evaluationOf({ confusion, lossSum, classes }: Scored): Evaluation {
  const perClass = classes.map((className, label): ClassMetrics => {
    const right = confusion[label]?.[label] ?? 0;
    const actual = sum(confusion[label] ?? []);
    const predicted = sum(confusion.map((row) => row[label] ?? 0));
    return {
      className,
      precision: ratio(right, predicted),
      recall: ratio(right, actual),
      f1: ratio(2 * right, predicted + actual),
      support: actual,
    };
  });
  const count = sum(perClass.map((metrics) => metrics.support));
  const correct = sum(classes.map((_, label) => confusion[label]?.[label] ?? 0));
  return {
    count,
    loss: ratio(lossSum, count),
    accuracy: ratio(correct, count),
    accuracyInterval: wilsonInterval(correct, count),
    macroF1: ratio(sum(perClass.map((metrics) => metrics.f1)), classes.length),
    perClass,
    confusion: confusion.map((row) => [...row]),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
