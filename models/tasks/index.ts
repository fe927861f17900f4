import { classification } from "./classification.ts";
import type { TaskDefinition } from "./define-task.ts";
import { regression } from "./regression.ts";
import type { TaskName, TaskTarget } from "./target.ts";

/** A new task is a file of its own and a line here. */
const TASKS: { readonly [Name in TaskName]?: TaskDefinition } = { classification, regression };

/** The definition of a target's task. */
export function taskOf({ task }: Pick<TaskTarget, "task">): TaskDefinition {
  const definition = TASKS[task];
  if (definition === undefined) throw new RangeError(`There is no task ${task}`);
  return definition;
}
