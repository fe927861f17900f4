import { integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { design } from "./design.ts";

/** What a save has changed of a design's network, for the newest of its saves: see `changesBetween`. */
export const designChange = pgTable(
  "design_change",
  {
    designId: uuid("design_id")
      .notNull()
      .references(() => design.id, { onDelete: "cascade" }),
    /** That the save has made. */
    revision: integer("revision").notNull(),
    changes: text("changes").array().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.designId, table.revision] })],
);
