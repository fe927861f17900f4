import { evaluation, mistake, type Evaluation, type Mistake } from "#models/training/metrics.ts";
import type { RunResult } from "./run.ts";

export type ClassificationResult = {
  classes: string[];
  test: Evaluation;
  validation: Evaluation;
  mistakes: Mistake[];
};

/** A classification's scores with all that its task adds. @throws ZodError for those of another task. */
export function classificationResult({ test, validation, mistakes }: RunResult): ClassificationResult {
  const scores = evaluation.parse(test);
  return {
    classes: scores.perClass.map(({ className }) => className),
    test: scores,
    validation: evaluation.parse(validation),
    mistakes: mistakes.map((each) => mistake.parse(each)),
  };
}
