import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** How often somebody failed to get in, by account or by network; `server/auth/limits` says what follows from it. */
export const failedEntry = pgTable(
  "failed_entry",
  {
    key: text("key").primaryKey(),
    failures: integer("failures").notNull(),
    /** When the count began. */
    firstAt: timestamp("first_at", { withTimezone: true }).notNull(),
    lastAt: timestamp("last_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("failed_entry_last_at").on(table.lastAt)],
);
