import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";

/** A place in a cohort for one person of its roster, who takes it by a link of their own, once. */
export const invitation = pgTable(
  "invitation",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** In small letters. Instructors' alone. */
    email: text("email").notNull(),
    /** In the link; typed as a join code it means the same. */
    code: text("code").notNull().unique(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** Whose account is deleted is forgotten here as well. */
    usedBy: text("used_by").references(() => user.id, { onDelete: "cascade" }),
    usedAt: timestamp("used_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("invitation_email").on(table.cohortId, table.email),
    index("invitation_user").on(table.usedBy),
  ],
);
