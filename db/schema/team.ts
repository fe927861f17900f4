import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { exercise } from "./exercise.ts";

/** Learners who hand in to an exercise together. */
export const team = pgTable(
  "team",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => exercise.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Whether one may join without its code. */
    isOpen: boolean("is_open").notNull(),
    code: text("code").notNull().unique(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("team_name").on(table.exerciseId, sql`lower(${table.name})`),
    index("team_cohort").on(table.cohortId),
  ],
);

/** Who is in a team now, of each exercise in one. What a team has handed in names whom it counts for by itself. */
export const teamMember = pgTable(
  "team_member",
  {
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => exercise.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => team.id, { onDelete: "cascade" }),
    joinedAt: timestamp("joined_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.exerciseId, table.userId] }),
    index("team_member_team").on(table.teamId),
    index("team_member_user").on(table.userId),
  ],
);
