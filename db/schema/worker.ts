import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** A worker process that is, or was, alive. */
export const worker = pgTable("worker", {
  id: text("id").primaryKey(),
  hostname: text("hostname").notNull(),
  engine: text("engine").notNull(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp("seen_at", { withTimezone: true }).notNull().defaultNow(),
});
