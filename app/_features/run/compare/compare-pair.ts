import type { Evaluation } from "#models/training/metrics.ts";
import { classificationResult } from "#server/contract/classification-result.ts";
import type { RunResult } from "#server/contract/run.ts";
import type { ComparedRun } from "./compared-run.ts";

export type WithResult = ComparedRun & { result: RunResult };
export type PairOfResults = { base: WithResult; other: WithResult };

export const hasResult = (run: ComparedRun): run is WithResult => run.result !== null;

/** Two classifications on one split: the hidden one, or the validation split while a competition hides that of either. */
export function evaluationPair(base: RunResult, other: RunResult): [Evaluation, Evaluation] {
  const [before, after] = [classificationResult(base), classificationResult(other)];
  if (before.test === null || after.test === null) return [before.validation, after.validation];
  return [before.test, after.test];
}
