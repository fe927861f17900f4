import type { TaskName } from "#models/tasks/target.ts";
import { classificationScorer } from "./classification.ts";
import type { MakeScorer, Scorer, ScorerTask } from "./define-scorer.ts";
import { regressionScorer } from "./regression.ts";

const SCORERS: { readonly [Name in TaskName]?: MakeScorer } = {
  classification: classificationScorer,
  regression: regressionScorer,
};

export function scorerOf(task: ScorerTask): Scorer {
  const make = SCORERS[task.target.task];
  if (make === undefined) throw new RangeError(`There is no scoring of ${task.target.task}`);
  return make(task);
}
