import type { RegressionEvaluation, RegressionMistake } from "#models/tasks/regression/evaluation.ts";
import type { RunResult } from "./run.ts";

export type RegressionResult = {
  test: RegressionEvaluation;
  validation: RegressionEvaluation;
  mistakes: RegressionMistake[];
};

/** A regression's scores with all that its task adds, as its scorer has written them. Only for runs of that task. */
export function regressionResult({ test, validation, mistakes }: RunResult): RegressionResult {
  return {
    test: test as unknown as RegressionEvaluation,
    validation: validation as unknown as RegressionEvaluation,
    mistakes: mistakes as unknown as RegressionMistake[],
  };
}
