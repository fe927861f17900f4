import { index, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { submission } from "./submission.ts";

export const regradeOutcome = pgEnum("regrade_outcome", ["changed", "kept"]);

/** What a learner asks about a grade, and what is answered. Rows are added and never changed. */
export const regradeMessage = pgTable(
  "regrade_message",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submission.id, { onDelete: "cascade" }),
    writtenBy: text("written_by").references(() => user.id, { onDelete: "set null" }),
    text: text("text").notNull(),
    /** Of who grades, where it ends the question; null goes on. */
    outcome: regradeOutcome("outcome"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("regrade_thread").on(table.submissionId, table.createdAt),
    index("regrade_author").on(table.writtenBy),
  ],
);
