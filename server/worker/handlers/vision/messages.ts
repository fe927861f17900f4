import { z } from "zod";
import { outputForm } from "#models/vision/output-form.ts";
import { preprocessing } from "#models/vision/preprocessing.ts";
import { visionAnswer } from "#models/vision/question.ts";
import { defineMessages } from "../../host/define-task.ts";

/** As it was uploaded. */
const pictureFile = z.string();
const place = z.number();

const task = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("detect"),
    /** What the network is known by, and where it lies. */
    modelKey: z.string(),
    modelFile: z.string(),
    form: outputForm,
    input: z.object({ width: z.int(), height: z.int() }),
    preprocessing,
    pictureFile,
  }),
  z.object({
    kind: z.literal("segment"),
    pictureFile,
    /** Where what the encoder makes of the picture is kept for the next prompt; beside it the picture's size. */
    embeddingFile: z.string(),
    points: z.array(z.object({ x: place, y: place, isOn: z.boolean() })),
    box: z.object({ left: place, top: place, right: place, bottom: place }).nullable(),
  }),
  z.object({
    kind: z.literal("everything"),
    pictureFile,
    embeddingFile: z.string(),
    grid: z.int(),
    piece: z.int(),
  }),
]);
export type VisionTask = z.infer<typeof task>;

const end = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answered"), answer: visionAnswer }),
  /** The picture or the network cannot be used; in words for who asked. */
  z.object({ kind: z.literal("refused"), reason: z.string() }),
]);
export type VisionEnd = z.infer<typeof end>;

export const visionMessages = defineMessages({
  name: "vision",
  task,
  news: z.never(),
  report: z.never(),
  end,
});
