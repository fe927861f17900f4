import { bigint, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { OriginMark } from "#models/weights/starting-point.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";

/**
 * Weights that designs of a cohort start from: a safetensors file by Keras's names under `storageKey`. It goes once no
 * design and no run that may still train needs it.
 */
export const weights = pgTable(
  "weights",
  {
    id: uuid("id").primaryKey(),
    cohortId: uuid("cohort_id")
      .notNull()
      .references(() => cohort.id, { onDelete: "cascade" }),
    /** Whose room they take; null once that person is gone. */
    ownerId: text("owner_id").references(() => user.id, { onDelete: "set null" }),
    /** What people call it: a file's name, a model's or a run's. */
    source: text("source").notNull(),
    storageKey: text("storage_key").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
    /** By `<layer>/<weight>`. */
    shapes: storedJson("shapes", {
      what: "the shapes of these weights",
      schema: z.record(z.string(), z.array(z.int().min(0)).readonly()),
    }).notNull(),
    /** Where they come from: marks that every run that starts from them has. */
    origins: text("origins")
      .array()
      .$type<OriginMark[]>()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** What the run was trained on that left them; null for those of a file. */
    datasetVersionId: uuid("dataset_version_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("weights_same").on(table.cohortId, table.ownerId, table.sha256),
    index("weights_owner").on(table.ownerId),
  ],
);
