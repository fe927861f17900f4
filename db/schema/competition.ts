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
import { sql } from "drizzle-orm";
import { competitionSettings } from "#models/competition/settings.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { datasetVersion } from "./dataset.ts";
import { exercise } from "./exercise.ts";
import { submission } from "./submission.ts";

/** An exercise with a board. What is handed in to the exercise is what competes. */
export const competition = pgTable(
  "competition",
  {
    exerciseId: uuid("exercise_id")
      .primaryKey()
      .references(() => exercise.id, { onDelete: "cascade" }),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    settings: storedJson("settings", {
      what: "how this competition is run",
      schema: competitionSettings,
    }).notNull(),
    /** By which the parts of the hidden split are drawn. In no answer, ever: with it goes what is private. */
    seed: text("seed").notNull(),
    /** Since when test scores on this version are hidden, and from when on a run may be entered; null until it is published. */
    sealedAt: timestamp("sealed_at", { withTimezone: true }),
    datasetVersionId: uuid("dataset_version_id").references(() => datasetVersion.id),
    /** From then on nothing is taken, and the final order is uncovered from the last place up. */
    revealStartedAt: timestamp("reveal_started_at", { withTimezone: true }),
    uncovered: integer("uncovered").notNull().default(0),
    /** When the last place was, and test scores were seen again. */
    revealedAt: timestamp("revealed_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // Every answer with a test score asks it.
    index("competition_sealed")
      .on(table.datasetVersionId, table.cohortId)
      .where(sql`${table.sealedAt} is not null and ${table.revealedAt} is null`),
    index("competition_cohort").on(table.cohortId),
  ],
);

/** A submission that has been scored on both parts. */
export const competitionEntry = pgTable(
  "competition_entry",
  {
    submissionId: uuid("submission_id")
      .primaryKey()
      .references(() => submission.id, { onDelete: "cascade" }),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => competition.exerciseId, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    /** Of the network that was scored. */
    weightsSha256: text("weights_sha256").notNull(),
    publicCorrect: integer("public_correct").notNull(),
    publicCount: integer("public_count").notNull(),
    publicMacroF1: doublePrecision("public_macro_f1").notNull(),
    /** In no answer until it is uncovered. */
    privateCorrect: integer("private_correct").notNull(),
    privateCount: integer("private_count").notNull(),
    privateMacroF1: doublePrecision("private_macro_f1").notNull(),
    /** Of all epochs; null where their times are not known. */
    trainingSeconds: doublePrecision("training_seconds"),
    /** By its owner, to count at the reveal. */
    isFinal: boolean("is_final").notNull().default(false),
    placedAt: timestamp("placed_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("competition_entry_board").on(table.exerciseId, table.userId),
    index("competition_entry_user").on(table.userId),
    index("competition_entry_weights").on(table.exerciseId, table.weightsSha256),
  ],
);
