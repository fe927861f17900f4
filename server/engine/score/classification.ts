import { classesOf } from "#models/tasks/classes-of.ts";
import { evaluationOf } from "#models/training/evaluate.ts";
import type { Mistake } from "#models/training/metrics.ts";
import { EngineError } from "../engine-error.ts";
import { NOT_NUMBERS, type Scorer, type ScorerTask } from "./define-scorer.ts";

const MISTAKES_KEPT = 24;

/** A confusion matrix and what follows from it; the mistakes that the network was surest of. */
export function classificationScorer({ target }: ScorerTask): Scorer {
  const classes = classesOf(target);
  const confusion = classes.map(() => classes.map(() => 0));
  const mistakes: Mistake[] = [];
  let lossSum = 0;
  return {
    add({ answers: { probabilities, logits }, row: at, index, actual }) {
      if (!probabilities || !logits) throw new Error("The model gives no probabilities");
      const [start, end] = [at * classes.length, (at + 1) * classes.length];
      const row = probabilities.subarray(start, end);
      const predicted = row.indexOf(Math.max(...row));
      lossSum += crossEntropy(logits.subarray(start, end), actual);
      const cells = confusion[actual];
      if (!cells) throw new EngineError("BAD_DATA", `Image ${index} has label ${actual}`);
      // The largest of what holds no number is none of it.
      if (predicted < 0) throw new EngineError("NOT_FINITE", NOT_NUMBERS);
      cells[predicted] = (cells[predicted] ?? 0) + 1;
      if (predicted !== actual) {
        const [confidence = 0, actualProbability = 0] = [row[predicted], row[actual]];
        mistakes.push({ index, actual, predicted, confidence, actualProbability });
      }
      return predicted;
    },
    outcome() {
      const surestFirst = mistakes.toSorted((a, b) => b.confidence - a.confidence || a.index - b.index);
      return {
        evaluation: evaluationOf({ confusion, lossSum, classes }),
        mistakes: surestFirst.slice(0, MISTAKES_KEPT),
      };
    },
  };
}

/** -log softmax, in double precision and shifted by the largest, so that a sure mistake stays finite. */
function crossEntropy(logits: Float32Array, label: number): number {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return Math.log(sum) + largest - (logits[label] ?? Number.NaN);
}
