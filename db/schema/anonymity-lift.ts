import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { exercise } from "./exercise.ts";

/** That whoever marks an exercise sees names from then on, though it is marked without. A row is added and never changed. */
export const anonymityLift = pgTable(
  "anonymity_lift",
  {
    exerciseId: uuid("exercise_id")
      .primaryKey()
      .references(() => exercise.id, { onDelete: "cascade" }),
    reason: text("reason").notNull(),
    liftedBy: text("lifted_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("anonymity_lift_person").on(table.liftedBy)],
);
