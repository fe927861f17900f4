import type { TaskDefinition } from "../host/define-task.ts";
import { importTask } from "./import-dataset/task.ts";
import { predictTask } from "./predict/task.ts";
import { trainTask } from "./train/task.ts";

/** Every kind of task as a child does it. Apart from the workers' side: a child has no database, a worker no engine. */
export const childTasks: readonly TaskDefinition[] = [trainTask, predictTask, importTask];
