import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";

/** That an instructor made a link by which a learner sets a new password, and what became of it. */
export const passwordLink = pgTable(
  "password_link",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Who holds the database cannot follow the link. */
    tokenHash: text("token_hash").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    madeBy: text("made_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    usedAt: timestamp("used_at", { withTimezone: true }),
  },
  (table) => [index("password_link_user").on(table.userId, table.createdAt)],
);
