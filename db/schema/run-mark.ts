import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { design } from "./design.ts";
import { run } from "./run.ts";

/** What one person has made of a run for themselves: nobody else sees it. */
export const runMark = pgTable(
  "run_mark",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    runId: uuid("run_id")
      .notNull()
      .references(() => run.id, { onDelete: "cascade" }),
    tags: text("tags")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Left out of their list, unless they ask for what is hidden. */
    isHidden: boolean("is_hidden").notNull().default(false),
    /** The copy of its network that they have, so that they are given no second one. */
    copyId: uuid("copy_id").references(() => design.id, { onDelete: "set null" }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.runId] }),
    index("run_mark_run").on(table.runId),
    index("run_mark_copy").on(table.copyId),
  ],
);
