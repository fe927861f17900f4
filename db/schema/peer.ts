import {
  doublePrecision,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { answerPoints } from "#models/grading/answer-points.ts";
import { chosenLevels, rubric } from "#models/grading/rubric.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { exercise } from "./exercise.ts";
import { submission } from "./submission.ts";

export const peerMethod = pgEnum("peer_method", ["median", "mean"]);

/** That learners mark what others have handed in to an exercise. */
export const peerRound = pgTable(
  "peer_round",
  {
    exerciseId: uuid("exercise_id")
      .primaryKey()
      .references(() => exercise.id, { onDelete: "cascade" }),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    /** How many each learner marks. */
    each: integer("each").notNull(),
    method: peerMethod("method").notNull(),
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    /** By which it is drawn. In no answer, ever: with it goes who marks whom. */
    seed: text("seed").notNull(),
  },
  (table) => [index("peer_round_cohort").on(table.cohortId)],
);

/** Somebody's marking of a submission, drawn and then done. Done ones stay whatever is drawn later. */
export const peerReview = pgTable(
  "peer_review",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => peerRound.exerciseId, { onDelete: "cascade" }),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submission.id, { onDelete: "cascade" }),
    /** null where that person is gone. */
    reviewerId: text("reviewer_id").references(() => user.id, { onDelete: "set null" }),
    /** Of everything that is judged by hand. */
    points: doublePrecision("points").notNull().default(0),
    levels: storedJson("levels", { what: "the levels of this review", schema: chosenLevels, otherwise: {} }),
    /** As it was when they were chosen. */
    rubric: storedJson("rubric", { what: "the rubric of this review", schema: rubric, otherwise: [] }),
    answerPoints: storedJson("answer_points", {
      what: "the points of answers of this review",
      schema: answerPoints,
      otherwise: {},
    }),
    comment: text("comment").notNull().default(""),
    /** null until it is done. */
    doneAt: timestamp("done_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("peer_review_once").on(table.submissionId, table.reviewerId),
    index("peer_review_reviewer").on(table.reviewerId, table.exerciseId),
    index("peer_review_exercise").on(table.exerciseId),
  ],
);
