import { z } from "zod";
import { isStorableText } from "#models/graph/storable.ts";
import { answerPoints, type AnswerPoints } from "#models/grading/answer-points.ts";
import { chosenLevels, type ChosenLevels, type Rubric } from "#models/grading/rubric.ts";
import { MAX_PEER_COMMENT, MAX_PEER_REVIEWS } from "#models/peers/peer-limits.ts";
import type { Finding } from "./finding.ts";
import type { Submission } from "./submission.ts";
import type { SubmittedWork } from "./submitted-work.ts";

const moment = z.iso.datetime();
const method = z.enum(["median", "mean"]);

const settings = z.object({ each: z.int(), method, dueAt: moment });

/** What one marks oneself: who handed it in is in no answer. */
const ownReviews = z.object({
  /** null where nobody marks anybody. */
  dueAt: moment.nullable(),
  isOpen: z.boolean(),
  items: z.array(z.object({ id: z.uuid(), isDone: z.boolean() })),
});
export type OwnReviews = z.infer<typeof ownReviews>;

/** What one marks: work and answers, and nothing that tells whose they are. */
export type ReviewedWork = {
  id: string;
  exerciseId: string;
  dueAt: string;
  isOpen: boolean;
  isDone: boolean;
  /** null where answers alone were handed in. */
  work: SubmittedWork | null;
  /** What was answered; not whether it was right. */
  answers: Submission["answers"];
  /** Of those answers what was found with the vision lab, without pictures: one may show whose it is. */
  findings: Finding[];
  rubric: Rubric;
  maxFreePoints: number;
  /** As one has given them so far; points beside those of single answers. */
  points: number;
  levels: ChosenLevels;
  answerPoints: AnswerPoints;
  comment: string;
};

const peerOverview = z.object({
  /** null until it is begun. */
  settings: settings.nullable(),
  isOver: z.boolean(),
  /** Handed in and scored, and marked by nobody yet. */
  undrawn: z.int(),
  works: z.array(
    z.object({
      submissionId: z.uuid(),
      /** The team's, where one handed it in. */
      name: z.string(),
      maxPoints: z.number(),
      /** What the marks come to; null without any, and where they say nothing of what is judged by now. */
      proposal: z.number().nullable(),
      /** By hand, by who grades; null where nothing is. */
      grade: z.object({ points: z.number(), isReleased: z.boolean() }).nullable(),
      marks: z.array(
        z.object({
          id: z.uuid(),
          /** null where that person is gone. */
          reviewer: z.string().nullable(),
          /** null until it is done. */
          points: z.number().nullable(),
          comment: z.string(),
          /** From what the others say. */
          isFar: z.boolean(),
        }),
      ),
    }),
  ),
});
export type PeerOverview = z.infer<typeof peerOverview>;

export const drawReviewsInput = z.object({
  exerciseId: z.uuid(),
  each: z.int().min(1).max(MAX_PEER_REVIEWS),
  method,
  dueAt: moment.refine((text) => text >= "2000" && text < "2201", "Choose a date from 2000 to 2200"),
});
export type DrawReviewsInput = z.infer<typeof drawReviewsInput>;

export const markWorkInput = z.object({
  reviewId: z.uuid(),
  /** Beside those of single answers; where there is a rubric, what its levels come to counts instead. */
  points: z.number().min(0).max(1000),
  levels: chosenLevels,
  answerPoints: answerPoints.default({}),
  comment: z
    .string()
    .trim()
    .max(MAX_PEER_COMMENT)
    .refine((text) => isStorableText(text.replaceAll(/[\n\r\t]/g, " ")), "Write it as plain text"),
});
export type MarkWorkInput = z.infer<typeof markWorkInput>;

export const releaseProposalsInput = z.object({
  exerciseId: z.uuid(),
  /** Of one submission; of all that nobody has graded where none is named. */
  submissionId: z.uuid().optional(),
});
export type ReleaseProposalsInput = z.infer<typeof releaseProposalsInput>;
