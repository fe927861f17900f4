import { z } from "zod";
import { CATALOGUE_IDS } from "#models/datasets/catalogue.ts";
import { anyImportReport, importChoices } from "#models/datasets/import/import-choices.ts";
import { importProgress } from "#models/datasets/import/import-progress.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { datasetId, newDataset } from "./dataset.ts";
import { oneLine } from "./one-line.ts";
import { MAX_UPLOAD_BYTES } from "./upload-parts.ts";

/** `uploaded`: all bytes are here, and it can be imported, or once more with other choices. `ready`: it can be confirmed. */
export const importState = z.enum(["uploading", "uploaded", "importing", "ready", "done", "failed"]);

export const createImportInput = z.object({
  cohortId: z.uuid(),
  /** Of the file or the folder. */
  name: oneLine.min(1).max(200),
  bytes: z.int().min(1).max(MAX_UPLOAD_BYTES, "An upload has at most 2 GiB"),
  idempotencyKey,
});
export type CreateImportInput = z.infer<typeof createImportInput>;

/** Of the catalogue, from its authors. It is read at once: it has its own size and split. */
export const catalogueImportInput = z.object({
  cohortId: z.uuid(),
  catalogueId: z.enum(CATALOGUE_IDS),
  idempotencyKey,
});
export type CatalogueImportInput = z.infer<typeof catalogueImportInput>;

export const startImportInput = z.object({ importId: z.uuid(), options: importChoices });
export type StartImportInput = z.infer<typeof startImportInput>;

/** As a new dataset, or as the next version of one. */
export const confirmImportInput = z.union([
  z.strictObject({ importId: z.uuid(), datasetId }),
  z.strictObject({ importId: z.uuid(), ...newDataset.omit({ cohortId: true }).shape }),
]);
export type ConfirmImportInput = z.infer<typeof confirmImportInput>;

const datasetImport = z.object({
  id: z.uuid(),
  cohortId: z.uuid(),
  name: z.string(),
  catalogueId: z.enum(CATALOGUE_IDS).nullable(),
  bytes: z.int(),
  receivedBytes: z.int(),
  state: importState,
  options: importChoices.nullable(),
  progress: importProgress.nullable(),
  report: anyImportReport.nullable(),
  failure: z.string().nullable(),
  /** What it became. */
  datasetId: z.string().nullable(),
});
export type DatasetImport = z.infer<typeof datasetImport>;

/** The header of an uploaded table, and what stands below it. */
export type TablePeek = { columns: string[]; rows: string[][] };
