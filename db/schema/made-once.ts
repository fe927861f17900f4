import { index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";

/** What came of a person's intent, by the key that all tries of it carry. Written with what was made, in one transaction. */
export const madeOnce = pgTable(
  "made_once",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    procedure: text("procedure").notNull(),
    key: uuid("key").notNull(),
    /** Of what was asked for, so that a key is not taken for another intent. */
    contentHash: text("content_hash").notNull(),
    /** Of the cohort, design, run or prediction. */
    madeId: uuid("made_id").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.procedure, table.key] }),
    index("made_once_created").on(table.createdAt),
  ],
);
