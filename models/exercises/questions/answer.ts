import { z } from "zod";
import { countsOverTime } from "./counts-over-time.ts";
import { MAX_ANSWER_LENGTH, MAX_BOXES, MAX_COUNTED, MAX_OPTIONS, MAX_QUESTIONS } from "./limits.ts";
import { line, paragraphs, partId } from "./texts.ts";
import { classCount, fileName, keptMask, labPictureId, namedBox, pictureSize } from "./vision-parts.ts";

const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choice"), chosen: z.array(partId).max(MAX_OPTIONS) }),
  /** As it was typed. */
  z.object({ kind: z.literal("number"), text: line.max(60, "A number has at most 60 characters") }),
  z.object({ kind: z.literal("cell"), row: line.max(120), column: line.max(120) }),
  z.object({
    kind: z.literal("text"),
    text: paragraphs.max(
      MAX_ANSWER_LENGTH,
      `An answer has at most ${MAX_ANSWER_LENGTH.toLocaleString("en-US")} characters`,
    ),
  }),
  /** `file`: of the picture or the video it was found on. */
  z.object({
    kind: z.literal("detection"),
    file: fileName,
    size: pictureSize,
    boxes: z.array(namedBox).max(MAX_BOXES, `At most ${MAX_BOXES} boxes are handed in`),
    pictureId: labPictureId,
  }),
  z.object({ kind: z.literal("mask"), file: fileName, mask: keptMask, pictureId: labPictureId }),
  /** A class that is left out was not seen. */
  z.object({
    kind: z.literal("video-count"),
    file: fileName,
    counts: z.array(classCount).max(MAX_COUNTED),
    over: countsOverTime.optional(),
  }),
]);
export type Answer = z.infer<typeof answer>;

/** By a question's id. */
export const answers = z
  .record(partId, answer)
  .refine((all) => Object.keys(all).length <= MAX_QUESTIONS, `There are at most ${MAX_QUESTIONS} answers`);
export type Answers = z.infer<typeof answers>;

/** What came of an answer. `isRight` is null where a person judges it, and where it cannot be told. */
export const answerResult = z.object({
  questionId: z.string(),
  isRight: z.boolean().nullable(),
  /** null where a person gives them. */
  points: z.number().nullable(),
});
export type AnswerResult = z.infer<typeof answerResult>;
