import { classification } from "./classification.ts";
import type { HyperParameters } from "../training/hyper-parameters.ts";
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

/** Whether a hyper-parameter belongs to other tasks alone. */
export function isOfAnotherTask(name: keyof HyperParameters, { task }: Pick<TaskTarget, "task">): boolean {
  const owners = Object.values(TASKS).filter(({ ownSettings }) => ownSettings.includes(name));
  return owners.length > 0 && owners.every((owner) => owner.task !== task);
}
