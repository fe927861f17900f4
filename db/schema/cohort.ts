import {
  bigint,
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { user } from "./auth.ts";

export const cohortRole = pgEnum("cohort_role", ["instructor", "assistant", "learner"]);

export const cohort = pgTable("cohort", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  joinCode: text("join_code").notNull().unique(),
  createdBy: text("created_by")
    .notNull()
    .references(() => user.id),
  learnersMayAddDatasets: boolean("learners_may_add_datasets").notNull().default(false),
  /** The most that a learner's run may have; null for what any run may. */
  maxEpochs: integer("max_epochs"),
  /** Waiting and training at once, of one learner in this cohort; null for what any person may. */
  maxActiveRuns: integer("max_active_runs"),
  /** Since when nothing new is made in it. */
  archivedAt: timestamp("archived_at", { withTimezone: true }),
  /** What its instructors let its runs and datasets keep, where that is less than the server does. */
  storageLimitBytes: bigint("storage_limit_bytes", { mode: "number" }),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

export const cohortMember = pgTable(
  "cohort_member",
  {
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: cohortRole("role").notNull(),
    joinedAt: timestamp("joined_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.cohortId, table.userId] }),
    index("cohort_member_user").on(table.userId),
  ],
);
