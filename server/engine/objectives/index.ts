import type { TaskName } from "#models/tasks/target.ts";
import { classificationObjective } from "./classification.ts";
import type { MakeObjective, Objective, ObjectiveTask } from "./objective.ts";
import { regressionObjective } from "./regression.ts";

const OBJECTIVES: { readonly [Name in TaskName]?: MakeObjective } = {
  classification: classificationObjective,
  regression: regressionObjective,
};

export function objectiveOf(task: ObjectiveTask): Objective {
  const make = OBJECTIVES[task.target.task];
  if (make === undefined) throw new RangeError(`There is no objective of ${task.target.task}`);
  return make(task);
}
