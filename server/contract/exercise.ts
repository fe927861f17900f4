import { z } from "zod";
import { answerKeys } from "#models/exercises/questions/answer-key.ts";
import { exerciseContent, exerciseFile, exerciseHandIn, exerciseTitle } from "#models/exercises/exercise.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { datasetId } from "./dataset.ts";
import { MAX_INT4 } from "./int4.ts";
import { oneLine } from "./one-line.ts";

const moment = z.iso.datetime();
/** That somebody chose. A database knows no year 0. */
const chosenMoment = moment.refine(
  (text) => text >= "2000" && text < "2201",
  "Choose a date from 2000 to 2200",
);

/** Where somebody stands with an exercise, by the server's clock. */
const exerciseState = z.enum(["draft", "waiting", "open", "late", "closed"]);

const exerciseSummary = z.object({
  id: z.uuid(),
  cohortId: z.uuid(),
  title: z.string(),
  points: z.number(),
  isPublished: z.boolean(),
  /** It has a board. */
  isCompetition: z.boolean(),
  opensAt: moment.nullable(),
  /** The class's. */
  dueAt: moment.nullable(),
  /** Of who asks, where an instructor gave them more time. */
  extendedTo: moment.nullable(),
  /** After which nothing of theirs is taken. */
  closesAt: moment.nullable(),
  state: exerciseState,
  handIn: exerciseHandIn,
});
export type ExerciseSummary = z.infer<typeof exerciseSummary>;

const exerciseList = z.object({
  /** The server's clock, which decides. */
  now: moment,
  items: z.array(exerciseSummary),
});
export type ExerciseList = z.infer<typeof exerciseList>;

const extension = z.object({
  id: z.uuid(),
  user: z.object({ id: z.string(), name: z.string() }),
  /** null where it was taken back. */
  dueAt: moment.nullable(),
  reason: z.string(),
  /** null where that person is gone. */
  grantedBy: z.string().nullable(),
  createdAt: moment,
});
export type Extension = z.infer<typeof extension>;

const exerciseDetails = exerciseSummary.extend({
  now: moment,
  datasetId: datasetId.nullable(),
  /** null for a learner until it opens. */
  content: exerciseContent.nullable(),
  /** What is right about its questions; null for all but instructors. */
  keys: answerKeys.nullable(),
  revision: z.int(),
  /** The newest first: of everybody for an instructor, for a learner their own. */
  extensions: z.array(extension),
  /** Where it is marked without names and somebody has shown them. Learners are not told why. */
  namesShown: z
    .object({
      /** null where that person is gone. */
      by: z.string().nullable(),
      reason: z.string(),
      at: moment,
    })
    .nullable(),
  /** Designs of who asks that were begun for it, the newest change first. */
  designs: z.array(z.object({ id: z.uuid(), name: z.string(), updatedAt: moment })),
});
export type ExerciseDetails = z.infer<typeof exerciseDetails>;

export const createExerciseInput = z.object({
  cohortId: z.uuid(),
  from: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("blank") }),
    z.object({ kind: z.literal("template"), id: z.string().max(64) }),
    z.object({ kind: z.literal("file"), file: exerciseFile }),
    /** Of any cohort that one teaches. */
    z.object({ kind: z.literal("copy"), exerciseId: z.uuid() }),
  ]),
  idempotencyKey,
});
export type CreateExerciseInput = z.infer<typeof createExerciseInput>;

export const saveExerciseInput = z.object({
  exerciseId: z.uuid(),
  /** That the change was made on; a stale one is refused as CONFLICT. */
  revision: z.int().min(1).max(MAX_INT4),
  title: exerciseTitle.optional(),
  content: exerciseContent.optional(),
  /** As they are where nothing is said. */
  keys: answerKeys.optional(),
  handIn: exerciseHandIn.optional(),
  datasetId: datasetId.nullable().optional(),
  isPublished: z.boolean().optional(),
  opensAt: chosenMoment.nullable().optional(),
  dueAt: chosenMoment.nullable().optional(),
});
export type SaveExerciseInput = z.infer<typeof saveExerciseInput>;

export const beginExerciseInput = z.object({ exerciseId: z.uuid(), idempotencyKey });
export type BeginExerciseInput = z.infer<typeof beginExerciseInput>;

export const extendExerciseInput = z.object({
  exerciseId: z.uuid(),
  userId: oneLine.min(1).max(64),
  /** null takes it back. */
  dueAt: chosenMoment.nullable(),
  reason: oneLine.max(500),
});
export type ExtendExerciseInput = z.infer<typeof extendExerciseInput>;

export const showNamesInput = z.object({
  exerciseId: z.uuid(),
  reason: oneLine.min(1, "Say why the names are needed").max(500),
});
export type ShowNamesInput = z.infer<typeof showNamesInput>;
