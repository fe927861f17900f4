import { z } from "zod";
import { anyEvaluation } from "#models/tasks/evaluation.ts";
import { defineMessages } from "../../host/define-task.ts";

const task = z.object({
  modelFile: z.string(),
  datasetDir: z.string(),
  /** `HyperParameters.loss`. */
  loss: z.string().nullable(),
  threads: z.int().min(1),
});

const end = z.object({
  kind: z.literal("scored"),
  evaluation: anyEvaluation,
  /** As `packAnswers` has them. */
  answers: z.base64().nullable(),
});
export type ScoreEnd = z.infer<typeof end>;

export const scoreMessages = defineMessages({
  name: "score-submission",
  task,
  news: z.never(),
  report: z.never(),
  end,
});
