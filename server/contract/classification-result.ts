import type { Evaluation, Mistake } from "#models/training/metrics.ts";
import type { RunResult } from "./run.ts";

export type ClassificationResult = {
  classes: string[];
  /** null while a competition hides it. */
  test: Evaluation | null;
  validation: Evaluation;
  mistakes: Mistake[];
};

/** A classification's scores with all that its task adds, as its scorer has written them. Only for runs of that task. */
export function classificationResult({ test, validation, mistakes }: RunResult): ClassificationResult {
  const seen = validation as unknown as Evaluation;
  return {
    classes: seen.perClass.map(({ className }) => className),
    test: test as unknown as Evaluation | null,
    validation: seen,
    mistakes: mistakes as unknown as Mistake[],
  };
}
