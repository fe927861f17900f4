import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { z } from "zod";
import { answerResult, answers } from "#models/exercises/questions/answer.ts";
import { checkResult } from "#models/exercises/checks/judge.ts";
import { answerPoints } from "#models/grading/answer-points.ts";
import { pin } from "#models/grading/pin.ts";
import { chosenLevels, rubric } from "#models/grading/rubric.ts";
import { anyEvaluation, type AnyEvaluation } from "#models/tasks/evaluation.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { bytea } from "./bytea.ts";
import { cohort } from "./cohort.ts";
import { exercise } from "./exercise.ts";
import { run } from "./run.ts";
import { team } from "./team.ts";

/** `waiting` for its run to end, `queued` for its scoring. `void`: its run came to nothing, and it costs nothing. */
export const submissionState = pgEnum("submission_state", ["waiting", "queued", "scored", "failed", "void"]);

/**
 * A run that somebody has handed in, answers to questions, or both. What is frozen is the run itself: its network, settings
 * and weights never change, and no run, exercise or person that a submission names can be deleted from under it.
 */
export const submission = pgTable(
  "submission",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => exercise.id),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    /** Of the team for which that person handed it in; null where it is theirs alone. */
    teamId: uuid("team_id").references(() => team.id, { onDelete: "set null" }),
    /** null where questions alone are answered. */
    runId: uuid("run_id").references(() => run.id),
    answers: storedJson("answers", {
      what: "the answers of this submission",
      schema: answers,
      otherwise: {},
    }),
    /** Of the answers as JSON; empty where no question was asked. */
    answersSha256: text("answers_sha256").notNull().default(""),
    /** Counted from 1 for each person, or team, in each exercise. */
    number: integer("number").notNull(),
    state: submissionState("state").notNull(),
    /** Which decides on deadlines, however long its run and its scoring wait. */
    submittedAt: timestamp("submitted_at", { withTimezone: true }).notNull(),
    /** Percent of the points that it loses for coming late; null where it came in time. */
    latePercent: integer("late_percent"),
    /** Of the scoring that is wanted now, a new one each time. */
    jobId: uuid("job_id"),
    failure: text("failure"),
    weightsSha256: text("weights_sha256"),
    /** On the hidden split. */
    evaluation: storedJson<AnyEvaluation | null>("evaluation", {
      what: "the scores of this submission",
      schema: anyEvaluation.nullable(),
      otherwise: null,
    }),
    results: storedJson("results", {
      what: "the checks of this submission",
      schema: z.array(checkResult),
      otherwise: [],
    }),
    answerResults: storedJson("answer_results", {
      what: "how the answers of this submission were judged",
      schema: z.array(answerResult),
      otherwise: [],
    }),
    answerPoints: doublePrecision("answer_points"),
    /** Of the checks and the answers, before anything is taken off for coming late. */
    checkPoints: doublePrecision("check_points"),
    scoredAt: timestamp("scored_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("submission_number").on(table.exerciseId, table.userId, table.number),
    // The same run with the same answers is handed in once.
    uniqueIndex("submission_run")
      .on(table.exerciseId, table.runId, table.answersSha256)
      .where(sql`${table.state} <> 'void'`),
    index("submission_of_run").on(table.runId),
    index("submission_cohort").on(table.cohortId),
    index("submission_user").on(table.userId),
    index("submission_team").on(table.teamId),
    index("submission_unsettled")
      .on(table.state)
      .where(sql`${table.state} in ('waiting', 'queued')`),
  ],
);

/** Whom a team's submission counts for, who handed it in among them. They stay, whoever leaves the team later. */
export const submissionMember = pgTable(
  "submission_member",
  {
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submission.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.userId] }),
    index("submission_member_user").on(table.userId),
  ],
);

/** What a run's network answers on each tile of the hidden split. Never told to a browser: with it goes what is hidden. */
export const runPrediction = pgTable("run_prediction", {
  runId: uuid("run_id")
    .primaryKey()
    .references(() => run.id, { onDelete: "cascade" }),
  /** Of the network that gave them. */
  weightsSha256: text("weights_sha256").notNull(),
  /** float32, little endian, in the split's order: the class's place, or the value in its unit. */
  answers: bytea("answers").notNull(),
  evaluation: storedJson("evaluation", {
    what: "the scores of these predictions",
    schema: anyEvaluation,
  }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

/** Points by hand and a comment. Rows are added and never changed: who gave what, when and why can always be seen. */
export const grade = pgTable(
  "grade",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submission.id, { onDelete: "cascade" }),
    points: doublePrecision("points").notNull(),
    comment: text("comment").notNull(),
    /** Of the exercise's rubric, as it was then. */
    levels: storedJson("levels", { what: "the levels of this grade", schema: chosenLevels, otherwise: {} }),
    /** The exercise's rubric as it was then; null where there was none. */
    rubric: storedJson("rubric", { what: "the rubric of this grade", schema: rubric, otherwise: [] }),
    /** Of questions that a person judges, by their ids. */
    answerPoints: storedJson("answer_points", {
      what: "the points of this grade's answers",
      schema: answerPoints,
      otherwise: {},
    }),
    /** Comments on parts of the run. */
    pins: storedJson("pins", { what: "the comments of this grade", schema: z.array(pin), otherwise: [] }),
    /** Whether the learner sees it; of those that are, the newest counts. */
    isReleased: boolean("is_released").notNull(),
    gradedBy: text("graded_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("grade_newest").on(table.submissionId, table.createdAt),
    index("grade_grader").on(table.gradedBy),
  ],
);

/** Automatic points that were judged again: what they were and became, by whom and why. Rows are added and never changed. */
export const pointChange = pgTable(
  "point_change",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submission.id, { onDelete: "cascade" }),
    before: doublePrecision("before").notNull(),
    after: doublePrecision("after").notNull(),
    reason: text("reason").notNull(),
    /** null for the server itself, and where that person is gone. */
    changedBy: text("changed_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("point_change_of").on(table.submissionId, table.createdAt),
    index("point_change_person").on(table.changedBy),
  ],
);
