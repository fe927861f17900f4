import { loadedLater, type TaskDefinition } from "../host/define-task.ts";
import { bringMessages } from "./bring-model/messages.ts";
import { importMessages } from "./import-dataset/messages.ts";
import { predictTask } from "./predict/task.ts";
import { visionMessages } from "./vision/messages.ts";
import { scoreSubmissionTask } from "./score-submission/task.ts";
import { trainTask } from "./train/task.ts";

/** Every kind of task as a child does it. Apart from the workers' side: a child has no database, a worker no engine. */
export const childTasks: readonly TaskDefinition[] = [
  trainTask,
  predictTask,
  loadedLater(visionMessages.name, async () => (await import("./vision/task.ts")).visionTask),
  scoreSubmissionTask,
  loadedLater(bringMessages.name, async () => (await import("./bring-model/task.ts")).bringTask),
  // Decoders of pictures, archives and tables: tens of megabytes that a training would hold for nothing.
  loadedLater(importMessages.name, async () => (await import("./import-dataset/task.ts")).importTask),
];
