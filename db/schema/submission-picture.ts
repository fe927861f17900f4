import { index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { bytea } from "./bytea.ts";
import { submission } from "./submission.ts";

/**
 * A small copy of a picture of the vision lab that was handed in with what was found on it. It is its owner's, who may delete it and
 * with whose account it goes, and is deleted after half a year.
 */
export const submissionPicture = pgTable(
  "submission_picture",
  {
    submissionId: uuid("submission_id")
      .notNull()
      .references(() => submission.id, { onDelete: "cascade" }),
    questionId: text("question_id").notNull(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** JPEG. */
    bytes: bytea("bytes").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.questionId] }),
    index("submission_picture_owner").on(table.ownerId),
    index("submission_picture_created").on(table.createdAt),
  ],
);
