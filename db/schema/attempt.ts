import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** How often something was tried within the window that began at `windowStart`, for limits of our own. */
export const attempt = pgTable("attempt", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  windowStart: timestamp("window_start", { withTimezone: true }).notNull(),
});
