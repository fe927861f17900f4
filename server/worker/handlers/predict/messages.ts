import { z } from "zod";
import { taskAnswer } from "#models/tasks/answer.ts";
import { defineMessages } from "../../host/define-task.ts";

const task = z.object({
  /** What the network is known by, and where it lies. */
  modelKey: z.string(),
  modelFile: z.string(),
  datasetDir: z.string(),
  image: z.union([
    z.object({ validationIndex: z.int().min(0) }),
    /** Raw values of the dataset's size, base64. */
    z.object({ pixels: z.base64() }),
  ]),
});
export type PredictTask = z.infer<typeof task>;

const end = z.object({
  kind: z.literal("predicted"),
  answer: taskAnswer,
  /** What the network itself took. */
  modelMs: z.number(),
});
export type PredictEnd = z.infer<typeof end>;

export const predictMessages = defineMessages({
  name: "predict",
  task,
  news: z.never(),
  report: z.never(),
  end,
});
