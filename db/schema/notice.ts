import { index, pgEnum, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { exercise } from "./exercise.ts";
import { submission } from "./submission.ts";

export const noticeKind = pgEnum("notice_kind", [
  "grade",
  "extension",
  "answer",
  "question",
  "exercise",
  "deadline",
  "review",
  "team",
]);

/**
 * That something happened which a person wants to know. Of one thing a person has one notice of a kind, which comes up again
 * when it happens again. What it says is read from what it is about, as the person may see that by then.
 */
export const notice = pgTable(
  "notice",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    kind: noticeKind("kind").notNull(),
    exerciseId: uuid("exercise_id")
      .notNull()
      .references(() => exercise.id, { onDelete: "cascade" }),
    submissionId: uuid("submission_id").references(() => submission.id, { onDelete: "cascade" }),
    /** The submission, or else the exercise. */
    subjectId: uuid("subject_id").notNull(),
    /** The last time. */
    happenedAt: timestamp("happened_at", { withTimezone: true }).notNull(),
    readAt: timestamp("read_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("notice_once").on(table.userId, table.kind, table.subjectId),
    index("notice_newest").on(table.userId, table.happenedAt),
    index("notice_old").on(table.happenedAt),
    index("notice_cohort").on(table.cohortId),
    index("notice_exercise").on(table.exerciseId),
    index("notice_submission").on(table.submissionId),
  ],
);
