import { z } from "zod";
import { MAX_MASK_QUESTIONS, MAX_MATRIX_SIDE, MAX_OPTIONS, MAX_QUESTIONS } from "./limits.ts";
import { line, paragraphs, partId } from "./texts.ts";
import { fileName, pictureSize } from "./vision-parts.ts";

const asked = {
  id: partId,
  prompt: paragraphs.min(1, "A question needs its text").max(2000, "A question has at most 2,000 characters"),
  points: z.number().min(0).max(1000),
};

const side = z.array(line.min(1, "A row or a column needs a name").max(80)).min(1).max(MAX_MATRIX_SIDE);

/** Values by row and column. */
const givenMatrix = z
  .object({ rows: side, columns: side, values: z.array(z.array(z.number()).max(MAX_MATRIX_SIDE)) })
  .refine(({ rows }) => new Set(rows).size === rows.length, "Two rows have the same name")
  .refine(({ columns }) => new Set(columns).size === columns.length, "Two columns have the same name")
  .refine(
    ({ rows, columns, values }) =>
      values.length === rows.length && values.every((row) => row.length === columns.length),
    "A matrix has a value for each row and column",
  );
export type Matrix = z.infer<typeof givenMatrix>;

const choice = z.object({
  ...asked,
  kind: z.literal("choice"),
  options: z
    .array(z.object({ id: partId, text: line.min(1, "An option needs its text").max(300) }))
    .min(2)
    .max(MAX_OPTIONS)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two options have the same id"),
  isSeveral: z.boolean(),
  /** In an order of each learner's own, always the same. */
  isShuffled: z.boolean(),
});
export type ChoiceQuestion = z.infer<typeof choice>;

/** Which picture is meant: by its file's name, and its size in pixels where another one is refused. */
const askedPicture = z.object({ name: fileName, size: pictureSize.nullable() });

/** What is asked; what is right stands in no part of it. */
export const question = z.discriminatedUnion("kind", [
  choice,
  z.object({ ...asked, kind: z.literal("number"), unit: line.max(20) }),
  z.object({
    ...asked,
    kind: z.literal("cell"),
    matrix: z.discriminatedUnion("kind", [
      /** The confusion matrix of the run that is handed in, on the validation split. */
      z.object({ kind: z.literal("own-run") }),
      z.object({ kind: z.literal("given"), of: givenMatrix }),
    ]),
  }),
  /** Judged by hand: by points, or by the rubric where it has none. */
  z.object({ ...asked, kind: z.literal("text") }),
  /** What was found on a picture in the vision lab, or at the terminal. */
  z.object({ ...asked, kind: z.literal("detection"), picture: askedPicture }),
  /** What was cut out of it. */
  z.object({ ...asked, kind: z.literal("mask"), picture: askedPicture }),
  /** How many things of each class a video shows, each once. */
  z.object({ ...asked, kind: z.literal("video-count"), video: fileName }),
]);
export type Question = z.infer<typeof question>;
export type QuestionKind = Question["kind"];

export const questions = z
  .array(question)
  .max(MAX_QUESTIONS, `An exercise has at most ${MAX_QUESTIONS} questions`)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two questions have the same id")
  .refine(
    (all) => all.filter(({ kind }) => kind === "mask").length <= MAX_MASK_QUESTIONS,
    `At most ${MAX_MASK_QUESTIONS} questions of an exercise ask for a mask`,
  );
