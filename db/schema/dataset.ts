import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";

/** Built-in ones are everyone's; a cohort's own are all its members', or until they are shared their owner's. */
export const datasetVisibility = pgEnum("dataset_visibility", ["everyone", "cohort", "owner"]);

/** `absent`: runs name it, and its files are not there: it was packed by an older version, or has been removed. */
export const datasetVersionState = pgEnum("dataset_version_state", [
  "preparing",
  "ready",
  "failed",
  "absent",
]);

/** What networks are trained on. Its pictures, and all that depends on them, are its versions'. */
export const dataset = pgTable(
  "dataset",
  {
    /** A word for built-in ones, such as `eurosat-rgb`; else a UUID. */
    id: text("id").primaryKey(),
    /** null for built-in ones. */
    cohortId: uuid("cohort_id").references(() => cohort.id, { onDelete: "cascade" }),
    ownerId: text("owner_id").references(() => user.id, { onDelete: "set null" }),
    title: text("title").notNull(),
    licence: text("licence").notNull(),
    source: text("source").notNull(),
    isSynthetic: boolean("is_synthetic").notNull().default(false),
    visibility: datasetVisibility("visibility").notNull(),
    /** When a start last named this built-in one: cohorts that have chosen none take the newest of these. */
    preferredAt: timestamp("preferred_at", { withTimezone: true }),
    /** Since when nothing new is made with it; its runs stay. */
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("dataset_cohort").on(table.cohortId), index("dataset_owner").on(table.ownerId)],
);

/** A dataset's files as they were published, which never change: a change is the next version. */
export const datasetVersion = pgTable(
  "dataset_version",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    datasetId: text("dataset_id")
      .notNull()
      .references(() => dataset.id, { onDelete: "cascade" }),
    /** Counted from 1 in each dataset. */
    number: integer("number").notNull(),
    state: datasetVersionState("state").notNull(),
    /** null until it is ready; read it with `storedDescriptor`. */
    descriptor: jsonb("descriptor").$type<unknown>(),
    /** Of all its parts' digests: the same files make no second version. */
    contents: text("contents"),
    sizeBytes: bigint("size_bytes", { mode: "number" }),
    madeBy: text("made_by").references(() => user.id, { onDelete: "set null" }),
    failure: text("failure"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("dataset_version_number").on(table.datasetId, table.number)],
);

/** What a cohort's instructors have decided. Without a row built-in datasets and the cohort's own are used, others not. */
export const cohortDataset = pgTable(
  "cohort_dataset",
  {
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    datasetId: text("dataset_id")
      .notNull()
      .references(() => dataset.id, { onDelete: "cascade" }),
    isUsed: boolean("is_used").notNull(),
    /** For new designs and the board. Without one, the built-in one that is preferred. */
    isDefault: boolean("is_default").notNull().default(false),
    decidedBy: text("decided_by").references(() => user.id, { onDelete: "set null" }),
  },
  (table) => [
    primaryKey({ columns: [table.cohortId, table.datasetId] }),
    index("cohort_dataset_dataset").on(table.datasetId),
    uniqueIndex("cohort_dataset_default")
      .on(table.cohortId)
      .where(sql`${table.isDefault}`),
  ],
);
