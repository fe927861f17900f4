import { z } from "zod";
import { isStorableText } from "#models/graph/storable.ts";
import { checkResult } from "#models/exercises/checks/judge.ts";
import { answers, answerResult } from "#models/exercises/questions/answer.ts";
import { answerPoints } from "#models/grading/answer-points.ts";
import { MAX_PINS, pin } from "#models/grading/pin.ts";
import { chosenLevels, rubric } from "#models/grading/rubric.ts";
import { startingPoint } from "#models/weights/starting-point.ts";
import { idempotencyKey } from "./idempotency-key.ts";

const moment = z.iso.datetime();

const submissionState = z.enum(["waiting", "queued", "scored", "failed", "void"]);

const byHand = z.object({
  points: z.number(),
  comment: z.string(),
  levels: chosenLevels,
  /** The rubric as it was when they were chosen; empty where points are given freely. */
  rubric,
  /** Of questions that a person judges. */
  answerPoints,
  pins: z.array(pin),
});

const answered = answerResult.extend({
  prompt: z.string(),
  /** In words; empty where nothing was answered. */
  told: z.string(),
  /** Whether a person judges it. */
  isByHand: z.boolean(),
  /** Whether it can be looked at, by `submission.findings`. */
  isFinding: z.boolean(),
  maxPoints: z.number(),
  /** For who answered wrongly; empty for nothing. */
  message: z.string(),
  /** What is right, in words; null where who asks is not told. */
  expected: z.string().nullable(),
});

const pointChange = z.object({
  id: z.uuid(),
  before: z.number(),
  after: z.number(),
  reason: z.string(),
  /** null for the server itself, and where that person is gone. */
  changedBy: z.string().nullable(),
  createdAt: moment,
});

const regradeMessage = z.object({
  id: z.uuid(),
  text: z.string(),
  outcome: z.enum(["changed", "kept"]).nullable(),
  isOfLearner: z.boolean(),
  isMine: z.boolean(),
  /** null where that person is gone. */
  writtenBy: z.string().nullable(),
  createdAt: moment,
});

const gradeRecord = byHand.extend({
  id: z.uuid(),
  isReleased: z.boolean(),
  /** null where that person is gone. */
  gradedBy: z.string().nullable(),
  createdAt: moment,
});

/** What came of handing in a run, answers, or both; nothing of it says how single tiles were answered. */
const submission = z.object({
  id: z.uuid(),
  exerciseId: z.uuid(),
  /** null where questions alone were answered. */
  runId: z.uuid().nullable(),
  runName: z.string().nullable(),
  /** Marked without names: `user` is its number alone, and nothing leads to the run, its name or a team. */
  isConcealed: z.boolean(),
  hasRun: z.boolean(),
  /** What its training began from; null for fresh weights. */
  startedFrom: startingPoint.nullable(),
  /** Who handed it in, and for which team; it counts for each of its members then. */
  user: z.object({ id: z.string(), name: z.string() }),
  team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  isMine: z.boolean(),
  number: z.int(),
  state: submissionState,
  submittedAt: moment,
  /** Percent of the points that it loses; null where it came in time. */
  latePercent: z.int().nullable(),
  failure: z.string().nullable(),
  results: z.array(checkResult.extend({ points: z.number(), title: z.string(), message: z.string() })),
  /** By question, in their order. */
  answers: z.array(answered),
  /** Of the checks, the answers and by hand, less what coming late takes off; null until it is scored. */
  points: z.number().nullable(),
  /** All that can be earned, and of it by hand. */
  maxPoints: z.number(),
  maxHandPoints: z.number(),
  /** Of those by hand what belongs to no single question. */
  maxFreePoints: z.number(),
  /** As the exercise has it now; empty where points are given freely. */
  rubric,
  /** What was asked about the grade and answered, the oldest first. */
  thread: z.array(regradeMessage),
  /** null where nothing was asked. */
  regrade: z.enum(["open", "answered", "changed", "kept"]).nullable(),
  /** What was released; null until something was. */
  hand: byHand.nullable(),
  /** Everything that was ever given by hand, the newest first. For instructors; empty for anybody else. */
  grades: z.array(gradeRecord),
  /** Points that were judged again, the newest first. */
  changes: z.array(pointChange),
  scoredAt: moment.nullable(),
});
export type Submission = z.infer<typeof submission>;

const left = z.object({
  /** How many more can be handed in now, and in all; null for any number. */
  now: z.int().nullable(),
  total: z.int().nullable(),
  /** When the next is taken, where only those of 24 hours are used up. */
  nextAt: moment.nullable(),
});

const ownSubmissions = z.object({
  /** What is left is this team's; null where one hands in alone, or is in none yet. */
  team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  left,
  /** The newest first. */
  items: z.array(submission),
  /** One's runs, and one's team's, that were trained for what the exercise asks, the newest first, without those handed in. */
  runs: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      state: z.string(),
      createdAt: moment,
      /** null where it is one's own. */
      startedBy: z.string().nullable(),
    }),
  ),
});
export type OwnSubmissions = z.infer<typeof ownSubmissions>;

const classSubmissions = z.object({
  counts: z.object({
    waiting: z.int(),
    queued: z.int(),
    scored: z.int(),
    failed: z.int(),
  }),
  /** Each learner's best, and those who have handed in nothing. */
  people: z.array(
    z.object({
      user: z.object({ id: z.string(), name: z.string() }),
      /** Still in the cohort. */
      isMember: z.boolean(),
      submissions: z.int(),
      best: submission.nullable(),
      newest: submission.nullable(),
    }),
  ),
});
export type ClassSubmissions = z.infer<typeof classSubmissions>;

export const submitInput = z.object({
  exerciseId: z.uuid(),
  /** Where a network is asked for. */
  runId: z.uuid().optional(),
  /** Where there are questions; those that are left out are not answered. */
  answers: answers.optional(),
  idempotencyKey,
});
export type SubmitInput = z.infer<typeof submitInput>;

const comment = z
  .string()
  .trim()
  .max(5000, "A comment has at most 5,000 characters")
  .refine((text) => isStorableText(text.replaceAll(/[\n\r\t]/g, " ")), "Write it as plain text");

export const gradeInput = z.object({
  submissionId: z.uuid(),
  /** Beside those of single answers; where there is a rubric, what its levels come to counts instead. */
  points: z.number().min(0).max(1000),
  comment,
  levels: chosenLevels.default({}),
  answerPoints: answerPoints.default({}),
  pins: z.array(pin).max(MAX_PINS, `At most ${MAX_PINS} comments are pinned to a run`).default([]),
  /** Whether the learner sees it from now on. */
  isReleased: z.boolean(),
});
export type GradeInput = z.infer<typeof gradeInput>;

export const discussInput = z.object({
  submissionId: z.uuid(),
  text: comment.min(1, "Write what it is about"),
  /** For who grades, where it ends the question. */
  outcome: z.enum(["changed", "kept"]).nullable().default(null),
  idempotencyKey,
});
export type DiscussInput = z.infer<typeof discussInput>;

export const scoreAgainInput = z.object({
  exerciseId: z.uuid(),
  /** One of them; all of the exercise where none is named. */
  submissionId: z.uuid().optional(),
});
export type ScoreAgainInput = z.infer<typeof scoreAgainInput>;
