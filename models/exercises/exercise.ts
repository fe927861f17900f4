import { z } from "zod";
import { isStorableText } from "../graph/storable.ts";
import { modelGraph } from "../graph/schema.ts";
import { storedGraph } from "../graph/stored-graph.ts";
import { rubric } from "../grading/rubric.ts";
import { check } from "./checks/check.ts";
import { MAX_CHECKS, MAX_PICTURE_LENGTH } from "./content-limits.ts";
import { answerKeys } from "./questions/answer-key.ts";
import { questions } from "./questions/question.ts";
import { lateRule } from "./late-rule.ts";
import { exerciseRules } from "./rules.ts";
import { submissionLimits } from "./submission-limits.ts";
import { teamwork } from "../teams/teamwork.ts";

const MAX_TEXT = 20_000;
const MAX_PICTURES = 4;

/** Markdown has line breaks and tabs; no other control characters. */
const markdown = z
  .string()
  .max(MAX_TEXT, `A text has at most ${MAX_TEXT.toLocaleString("en-US")} characters`)
  .refine((text) => isStorableText(text.replaceAll(/[\n\r\t]/g, " ")), "Write it as plain text");

const pictureName = z.string().regex(/^[a-z0-9-]{1,40}$/);
/** What browsers show as a picture and never run: no SVG. */
const pictureData = z
  .string()
  .max(MAX_PICTURE_LENGTH, "A picture has at most 100 KB")
  .regex(
    /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/,
    "A picture is a PNG, JPEG or WebP file",
  );

export const exerciseTitle = z
  .string()
  .trim()
  .min(1, "An exercise needs a title")
  .max(120, "A title has at most 120 characters")
  .refine(isStorableText, "Write the title as one line of text");

const empty = z.object({ kind: z.literal("empty") });
/** Where a learner begins. */
const exerciseStart = z.discriminatedUnion("kind", [
  empty,
  z.object({ kind: z.literal("network"), graph: modelGraph }),
]);
const storedStart = z.discriminatedUnion("kind", [
  empty,
  z.object({ kind: z.literal("network"), graph: storedGraph }),
]);

/** What is asked, as a learner reads it. */
export const exerciseContent = z.object({
  text: markdown,
  /** By the names under which the text shows them: `![a matrix](picture:matrix)`. */
  pictures: z
    .record(pictureName, pictureData)
    .refine((all) => Object.keys(all).length <= MAX_PICTURES, `A text has at most ${MAX_PICTURES} pictures`),
  /** Whether a run is handed in; where none is, questions alone count. */
  isNetworkAsked: z.boolean().default(true),
  start: exerciseStart,
  rules: exerciseRules,
  checks: z
    .array(check)
    .max(MAX_CHECKS)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two checks have the same id"),
  questions: questions.default([]),
  /** When learners are told what was right: once nothing of anybody's is taken any more, or never. */
  solutions: z.enum(["never", "closed"]).default("never"),
  /** That are given by hand, beside those of the checks; where there is a rubric, its own count instead. */
  handPoints: z.number().min(0).max(1000),
  rubric: rubric.default([]),
});
export type ExerciseContent = z.infer<typeof exerciseContent>;
/** As a database holds it. */
export const storedContent = exerciseContent.extend({ start: storedStart });

/** How it is handed in; lists show it. */
export const exerciseHandIn = z.object({
  late: lateRule,
  limits: submissionLimits,
  /** Where teams hand it in. */
  team: teamwork.optional(),
  /** Whether whoever marks is not told whose it is until a grade is released. */
  isAnonymous: z.boolean().optional(),
});
export type ExerciseHandIn = z.infer<typeof exerciseHandIn>;

/** An exercise as a file: without dates, which are each class's own. */
export const exerciseFile = z.object({
  format: z.literal("strata-exercise"),
  version: z.literal(1),
  title: exerciseTitle,
  content: exerciseContent,
  /** What is right about its questions. */
  keys: answerKeys.default({}),
  handIn: exerciseHandIn,
});
export type ExerciseFile = z.infer<typeof exerciseFile>;
export type NewExercise = Omit<ExerciseFile, "format" | "version">;
