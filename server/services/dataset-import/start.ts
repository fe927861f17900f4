import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { datasetImport } from "#db/schema/index.ts";
import type { DatasetImport, StartImportInput } from "#server/contract/dataset-import.ts";
import { importDatasetJob } from "#server/jobs/import-dataset.ts";
import { datasetPrefix } from "#server/storage/storage-keys.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findImport, lockImport } from "./find.ts";
import { presentImport } from "./present.ts";

/**
 * Has what was uploaded read and packed, once more where that was done with other choices.
 * @throws AppError CONFLICT while it is not all here, being imported, or done.
 */
export async function startImport(
  ctx: ServiceContext,
  { importId, options }: StartImportInput,
): Promise<DatasetImport> {
  const before = await ctx.db.transaction(async (tx) => {
    const row = await lockImport(tx, ctx.actor, importId);
    if (row.state === "uploading") throw new AppError("CONFLICT", "It has not arrived whole yet");
    if (row.state === "importing") throw new AppError("CONFLICT", "It is being imported. Cancel that first.");
    if (row.state === "done") throw new AppError("CONFLICT", "It is a dataset already");
    const jobId = randomUUID();
    await tx
      .update(datasetImport)
      .set({
        state: "importing",
        jobId,
        options,
        progress: null,
        report: null,
        failure: null,
        versionId: null,
        touchedAt: sql`now()`,
      })
      .where(eq(datasetImport.id, importId));
    await ctx.jobs.enqueue(tx, importDatasetJob, { importId }, { id: jobId });
    await notify(
      tx,
      { kind: "job", queue: importDatasetJob.queue },
      { kind: "cohort", cohortId: row.cohortId, topic: "imports" },
    );
    return row.versionId;
  });
  // What was packed with other choices is nobody's now.
  if (before !== null) await ctx.files.removeAll(datasetPrefix(before));
  return presentImport(await findImport(ctx, importId));
}
