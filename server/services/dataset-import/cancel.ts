import { eq, sql } from "drizzle-orm";
import { datasetImport } from "#db/schema/index.ts";
import type { DatasetImport } from "#server/contract/dataset-import.ts";
import { importDatasetJob } from "#server/jobs/import-dataset.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findImport, lockImport } from "./find.ts";
import { presentImport } from "./present.ts";

/** Stops reading what was uploaded, which stays: it can be imported with other choices. */
export async function cancelImport(ctx: ServiceContext, importId: string): Promise<DatasetImport> {
  await ctx.db.transaction(async (tx) => {
    const row = await lockImport(tx, ctx.actor, importId);
    if (row.state !== "importing") return;
    await tx
      .update(datasetImport)
      .set({ state: "uploaded", jobId: null, progress: null, touchedAt: sql`now()` })
      .where(eq(datasetImport.id, importId));
    if (row.jobId !== null) await ctx.jobs.cancel(tx, importDatasetJob, row.jobId);
    await notify(
      tx,
      { kind: "asked", subjectId: importId },
      { kind: "cohort", cohortId: row.cohortId, topic: "imports" },
    );
  });
  return presentImport(await findImport(ctx, importId));
}

/** Gives up an import with all that was sent; a worker removes the files. What became a dataset stays one. */
export async function discardImport(ctx: ServiceContext, importId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const row = await lockImport(tx, ctx.actor, importId);
    await tx
      .update(datasetImport)
      .set({ state: "discarded", jobId: null })
      .where(eq(datasetImport.id, importId));
    if (row.jobId !== null) await ctx.jobs.cancel(tx, importDatasetJob, row.jobId);
    await notify(
      tx,
      { kind: "asked", subjectId: importId },
      { kind: "cohort", cohortId: row.cohortId, topic: "imports" },
    );
  });
}
