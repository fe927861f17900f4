import { z } from "zod";
import { outputForm } from "#models/vision/output-form.ts";
import { preprocessing } from "#models/vision/preprocessing.ts";
import { visionAnswer } from "#models/vision/question.ts";
import { defineMessages } from "../../host/define-task.ts";

const task = z.object({
  kind: z.literal("detect"),
  /** What the network is known by, and where it lies. */
  modelKey: z.string(),
  modelFile: z.string(),
  form: outputForm,
  input: z.object({ width: z.int(), height: z.int() }),
  preprocessing,
  /** As it was uploaded. */
  pictureFile: z.string(),
});
export type VisionTask = z.infer<typeof task>;

const end = z.object({ kind: z.literal("answered"), answer: visionAnswer });
export type VisionEnd = z.infer<typeof end>;

export const visionMessages = defineMessages({
  name: "vision",
  task,
  news: z.never(),
  report: z.never(),
  end,
});
