import type { TaskTarget } from "./target.ts";

/** Class names in the order of their labels; none where the task has no classes. */
export function classesOf(target: TaskTarget): string[] {
  return target.task === "classification" ? target.classes : [];
}
