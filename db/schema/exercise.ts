import {
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { answerKeys } from "#models/exercises/questions/answer-key.ts";
import { exerciseHandIn, storedContent } from "#models/exercises/exercise.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { dataset } from "./dataset.ts";

/** What an instructor asks of a cohort. Learners see it once it is published, and its content once it has opened. */
export const exercise = pgTable(
  "exercise",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
    title: text("title").notNull(),
    /** What its networks are for and judged on; null for the cohort's default. */
    datasetId: text("dataset_id").references(() => dataset.id, { onDelete: "set null" }),
    content: storedJson("content", { what: "what this exercise asks", schema: storedContent }).notNull(),
    /** What is right about its questions. A column of its own, so that whoever reads the content does not read it. */
    answerKeys: storedJson("answer_keys", {
      what: "what is right about this exercise's questions",
      schema: answerKeys,
    })
      .notNull()
      .default({}),
    handIn: storedJson("hand_in", {
      what: "how this exercise is handed in",
      schema: exerciseHandIn,
      otherwise: { late: { kind: "none" }, limits: { total: null, perDay: null } },
    }).notNull(),
    /** All that can be earned, as its content says. */
    points: doublePrecision("points").notNull(),
    isPublished: boolean("is_published").notNull().default(false),
    /** It has a board: a row of `competition`. */
    isCompetition: boolean("is_competition").notNull().default(false),
    opensAt: timestamp("opens_at", { withTimezone: true }),
    dueAt: timestamp("due_at", { withTimezone: true }),
    /** Rises with every change, so that a late one is refused. */
    revision: integer("revision").notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("exercise_cohort").on(table.cohortId, table.dueAt),
    index("exercise_dataset").on(table.datasetId),
    index("exercise_creator").on(table.createdBy),
  ],
);

/** A learner's own deadline. Rows are added and never changed: the newest counts, the others are what was before. */
export const exerciseExtension = pgTable(
  "exercise_extension",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => exercise.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** null where it was taken back. */
    dueAt: timestamp("due_at", { withTimezone: true }),
    reason: text("reason").notNull(),
    grantedBy: text("granted_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("exercise_extension_newest").on(table.exerciseId, table.userId, table.createdAt),
    index("exercise_extension_user").on(table.userId),
    index("exercise_extension_granter").on(table.grantedBy),
  ],
);
