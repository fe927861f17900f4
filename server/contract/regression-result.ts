import {
  regressionEvaluation,
  regressionMistake,
  type RegressionEvaluation,
  type RegressionMistake,
} from "#models/tasks/regression/evaluation.ts";
import type { RunResult } from "./run.ts";

export type RegressionResult = {
  test: RegressionEvaluation;
  validation: RegressionEvaluation;
  mistakes: RegressionMistake[];
};

/** A regression's scores with all that its task adds. @throws ZodError for those of another task. */
export function regressionResult({ test, validation, mistakes }: RunResult): RegressionResult {
  return {
    test: regressionEvaluation.parse(test),
    validation: regressionEvaluation.parse(validation),
    mistakes: mistakes.map((each) => regressionMistake.parse(each)),
  };
}
