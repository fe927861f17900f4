import { bigint, index, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import {
  anyImportReport,
  importChoices,
  type AnyImportReport,
  type ImportChoices,
} from "#models/datasets/import/import-choices.ts";
import { importProgress, type ImportProgress } from "#models/datasets/import/import-progress.ts";
import { storedJson } from "../stored-json.ts";
import { user } from "./auth.ts";
import { cohort } from "./cohort.ts";
import { dataset } from "./dataset.ts";

/** `discarded`: nobody sees it any more, and a worker removes its files and then the row. */
export const datasetImportState = pgEnum("dataset_import_state", [
  "uploading",
  "uploaded",
  "importing",
  "ready",
  "done",
  "failed",
  "discarded",
]);

/** Pictures on their way into a dataset: sent in parts, read by a worker, confirmed by who has sent them. */
export const datasetImport = pgTable(
  "dataset_import",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** null once the cohort, or who sent it, is gone: its files have to go as well. */
    cohortId: uuid("cohort_id").references(() => cohort.id, { onDelete: "set null" }),
    ownerId: text("owner_id").references(() => user.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    /** Of the catalogue, from which it is downloaded; null for what is sent. */
    catalogueId: text("catalogue_id"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    receivedBytes: bigint("received_bytes", { mode: "number" }).notNull().default(0),
    state: datasetImportState("state").notNull().default("uploading"),
    /** The job that imports it now, a new one for each start. */
    jobId: uuid("job_id"),
    // What an older Strata wrote and this one cannot read is as if it were not there: it can be imported anew.
    options: storedJson<ImportChoices | null>("options", {
      what: "an import's choices",
      schema: importChoices.nullable(),
      otherwise: null,
    }),
    progress: storedJson<ImportProgress | null>("progress", {
      what: "an import's progress",
      schema: importProgress.nullable(),
      otherwise: null,
    }),
    report: storedJson<AnyImportReport | null>("report", {
      what: "an import's report",
      schema: anyImportReport.nullable(),
      otherwise: null,
    }),
    failure: text("failure"),
    /** Under which its pictures are packed, and of the version that they become: the id of the job that packed them. */
    versionId: uuid("version_id"),
    datasetId: text("dataset_id").references(() => dataset.id, { onDelete: "set null" }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** When somebody last did something about it; what is left alone for long is discarded. */
    touchedAt: timestamp("touched_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("dataset_import_owner").on(table.ownerId),
    index("dataset_import_cohort").on(table.cohortId),
    index("dataset_import_touched").on(table.touchedAt),
  ],
);
