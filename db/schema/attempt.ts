import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * How often something was tried within the window that began at `windowStart`, for limits of our own. Unlogged: counting
 * waits for no disk, and a crash of the database forgets the counts.
 */
export const attempt = pgTable("attempt", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  windowStart: timestamp("window_start", { withTimezone: true }).notNull(),
});
