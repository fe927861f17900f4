import type { Evaluation, Mistake } from "#models/training/metrics.ts";
import type { RunResult } from "./run.ts";

export type ClassificationResult = {
  classes: string[];
  test: Evaluation;
  validation: Evaluation;
  mistakes: Mistake[];
};

/** A classification's scores with all that its task adds, as its scorer has written them. Only for runs of that task. */
export function classificationResult({ test, validation, mistakes }: RunResult): ClassificationResult {
  const scores = test as unknown as Evaluation;
  return {
    classes: scores.perClass.map(({ className }) => className),
    test: scores,
    validation: validation as unknown as Evaluation,
    mistakes: mistakes as unknown as Mistake[],
  };
}
