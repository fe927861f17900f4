import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { datasetImport } from "#db/schema/index.ts";
import type { ConfirmImportInput } from "#server/contract/dataset-import.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { addVersion } from "../dataset/add-version.ts";
import { createDataset } from "../dataset/create.ts";
import { publishVersion } from "../dataset/publish-version.ts";
import { notify } from "../notify.ts";
import { lockImport } from "./find.ts";

/**
 * Makes a dataset, or the next version of one, of what was imported. A second call gives what the first has made.
 * @throws AppError CONFLICT where there is nothing to confirm, and whatever `createDataset` and `addVersion` refuse.
 */
export async function confirmImport(
  ctx: ServiceContext,
  input: ConfirmImportInput,
): Promise<{ datasetId: string }> {
  const made = await ctx.db.transaction(async (tx) => {
    const row = await lockImport(tx, ctx.actor, input.importId);
    const { cohortId, versionId } = row;
    if (row.state === "done" && row.datasetId !== null && versionId !== null) {
      return { datasetId: row.datasetId, versionId };
    }
    if (row.state !== "ready" || versionId === null) {
      throw new AppError("CONFLICT", "There is no report to confirm. Import it first.");
    }
    const where = { actor: ctx.actor, cohortId, versionId };
    const datasetId = "datasetId" in input ? input.datasetId : randomUUID();
    if ("datasetId" in input) await addVersion(tx, { ...where, datasetId });
    else await createDataset(tx, { ...input, ...where, id: datasetId });
    await tx
      .update(datasetImport)
      .set({ state: "done", datasetId, touchedAt: sql`now()` })
      .where(eq(datasetImport.id, input.importId));
    await notify(tx, { kind: "cohort", cohortId, topic: "imports" });
    return { datasetId, versionId };
  });
  // Once more after an answer that was lost: a version that is published already stays as it is.
  await publishVersion(ctx, made.versionId);
  return { datasetId: made.datasetId };
}
