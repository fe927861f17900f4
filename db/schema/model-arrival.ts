import { sql } from "drizzle-orm";
import { bigint, index, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";

export const modelArrivalState = pgEnum("model_arrival_state", [
  "queued",
  "working",
  "finished",
  "failed",
  "cancelled",
]);

/** A pretrained network on its way here: fetched from its authors, or sent as a file and looked at. Its id is its job's. */
export const modelArrival = pgTable(
  "model_arrival",
  {
    id: uuid("id").primaryKey(),
    /** null once the cohort, or who asked, is gone: what was sent has to go as well. */
    cohortId: uuid("cohort_id").references(() => cohort.id, { onDelete: "set null" }),
    requestedBy: text("requested_by").references(() => user.id, { onDelete: "set null" }),
    /** Of the zoo, where it is fetched; null for a file. */
    zooName: text("zoo_name"),
    /** What people know it by until it is here: the zoo's title, or the file's name. */
    title: text("title").notNull(),
    /** Where the file that was sent lies, until it has been looked at. */
    uploadKey: text("upload_key"),
    state: modelArrivalState("state").notNull().default("queued"),
    doneBytes: bigint("done_bytes", { mode: "number" }).notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    failure: text("failure"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("model_arrival_cohort").on(table.cohortId, table.createdAt),
    index("model_arrival_open")
      .on(table.createdAt)
      .where(sql`${table.state} in ('queued', 'working')`),
  ],
);

/** An uploaded network of one cohort that is here, by its name in the storage: whose room it takes. */
export const broughtModel = pgTable(
  "brought_model",
  {
    name: text("name").primaryKey(),
    /** null once the cohort is gone: its files have to go as well. */
    cohortId: uuid("cohort_id").references(() => cohort.id, { onDelete: "set null" }),
    ownerId: text("owner_id").references(() => user.id, { onDelete: "set null" }),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("brought_model_cohort").on(table.cohortId),
    index("brought_model_owner").on(table.ownerId),
  ],
);
