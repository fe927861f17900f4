import { z } from "zod";
import { defineMessages } from "../../host/define-task.ts";

const task = z.object({
  modelFile: z.string(),
  datasetDir: z.string(),
  image: z.union([
    z.object({ validationIndex: z.int().min(0) }),
    /** Raw values of the dataset's size, base64. */
    z.object({ pixels: z.base64() }),
  ]),
});
export type PredictTask = z.infer<typeof task>;

const end = z.object({ kind: z.literal("predicted"), probabilities: z.array(z.number()) });
export type PredictEnd = z.infer<typeof end>;

export const predictMessages = defineMessages({
  name: "predict",
  task,
  news: z.never(),
  report: z.never(),
  end,
});
