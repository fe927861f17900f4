import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { datasetImport } from "#db/schema/index.ts";
import { CATALOGUE_IDS, type CatalogueId } from "#models/datasets/catalogue.ts";
import type { AnyImportReport, ImportChoices } from "#models/datasets/import/import-choices.ts";
import type { ImportProgress } from "#models/datasets/import/import-progress.ts";
import { PART_BYTES } from "#server/contract/upload-parts.ts";
import { notify } from "../notify.ts";
import { uploadKey } from "./keys.ts";

type Claim = { importId: string; jobId: string };

export type ImportToDo = {
  name: string;
  /** What was uploaded, in order, and what is to become of it; or what is downloaded. */
  what:
    | { kind: "sent"; options: ImportChoices; parts: { key: string; bytes: number }[] }
    | { kind: "catalogue"; id: CatalogueId };
};

/** What the job is to import; null where nobody wants that any more. */
export async function loadImport(db: Database, claim: Claim): Promise<ImportToDo | null> {
  const [row] = await db.select().from(datasetImport).where(isHeld(claim));
  if (row === undefined) return null;
  const catalogueId = CATALOGUE_IDS.find((id) => id === row.catalogueId);
  if (catalogueId !== undefined) return { name: row.name, what: { kind: "catalogue", id: catalogueId } };
  if (row.options === null) return null;
  const count = Math.ceil(row.bytes / PART_BYTES);
  const parts = Array.from({ length: count }, (_, part) => ({
    key: uploadKey(claim.importId, part),
    bytes: Math.min(PART_BYTES, row.bytes - part * PART_BYTES),
  }));
  return { name: row.name, what: { kind: "sent", options: row.options, parts } };
}

/** Whether the import is still the job's to do. */
export async function isImportHeld(db: Database, claim: Claim): Promise<boolean> {
  const rows = await db.select({ id: datasetImport.id }).from(datasetImport).where(isHeld(claim));
  return rows.length > 0;
}

/** @returns false where the import was cancelled, so that the worker can stop. */
export async function noteImportProgress(
  db: Database,
  claim: Claim,
  progress: ImportProgress,
): Promise<boolean> {
  return settle(db, claim, { progress });
}

export async function finishImport(
  db: Database,
  claim: Claim,
  outcome: { report: AnyImportReport } | { failure: string },
): Promise<boolean> {
  const values =
    "report" in outcome
      ? { state: "ready" as const, versionId: claim.jobId, ...outcome }
      : { state: "failed" as const, ...outcome };
  return settle(db, claim, { ...values, progress: null, jobId: null });
}

async function settle(
  db: Database,
  claim: Claim,
  values: Partial<typeof datasetImport.$inferInsert>,
): Promise<boolean> {
  const [row] = await db
    .update(datasetImport)
    .set({ ...values, touchedAt: sql`now()` })
    .where(isHeld(claim))
    .returning({ cohortId: datasetImport.cohortId });
  if (row === undefined) return false;
  if (row.cohortId !== null) await notify(db, { kind: "cohort", cohortId: row.cohortId, topic: "imports" });
  return true;
}

function isHeld({ importId, jobId }: Claim) {
  return and(
    eq(datasetImport.id, importId),
    eq(datasetImport.jobId, jobId),
    eq(datasetImport.state, "importing"),
  );
}
