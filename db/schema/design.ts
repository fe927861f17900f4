import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { graphOutline, type GraphOutline } from "#models/graph/outline.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { dataset } from "./dataset.ts";
import { exercise } from "./exercise.ts";
import { graphColumn } from "./graph-column.ts";
import { weights } from "./weights.ts";

/** A network as its owner left it on the canvas. `revision` rises with every save, so a late save is refused. */
export const design = pgTable(
  "design",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    ownerId: text("owner_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** What it is for; null for the cohort's default, as designs of older versions are. */
    datasetId: text("dataset_id").references(() => dataset.id, { onDelete: "set null" }),
    /** That it was begun for, whose rules and checks the builder shows. */
    exerciseId: uuid("exercise_id").references(() => exercise.id, { onDelete: "set null" }),
    graph: graphColumn("graph").notNull(),
    /** Of this graph, for lists. null, as one of another version is, until it is drawn. */
    outline: storedJson<GraphOutline | null>("outline", {
      what: "the outline of this network",
      schema: graphOutline,
      otherwise: null,
    }),
    /** What its training starts from; null for fresh weights. */
    weightsId: uuid("weights_id").references(() => weights.id, { onDelete: "set null" }),
    isShared: boolean("is_shared").notNull().default(false),
    revision: integer("revision").notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // A page of one's own, and a page of what is shared: each is read off its index in order.
    index("design_own").on(table.cohortId, table.ownerId, table.updatedAt, table.id),
    index("design_shared")
      .on(table.cohortId, table.updatedAt, table.id)
      .where(sql`${table.isShared}`),
    index("design_dataset").on(table.datasetId),
    index("design_weights").on(table.weightsId),
    index("design_exercise").on(table.exerciseId),
  ],
);
