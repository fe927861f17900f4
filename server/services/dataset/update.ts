import { eq, sql } from "drizzle-orm";
import { cohortDataset, dataset } from "#db/schema/index.ts";
import type { UpdateDatasetInput } from "#server/contract/dataset.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { requireManaged } from "./find.ts";

/**
 * Changes what is told of a dataset and who may use it; its pictures never. One that is archived, or its owner's alone, is
 * nobody's default any more.
 */
export async function updateDataset(ctx: ServiceContext, input: UpdateDatasetInput): Promise<void> {
  const { cohortId, datasetId, isArchived, title, licence, source, visibility } = input;
  const before = await requireManaged(ctx, input);
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(dataset)
      .set({
        // What was not named stays, and an update of nothing is none.
        title: title ?? before.title,
        licence: licence ?? before.licence,
        source: source ?? before.source,
        visibility: visibility ?? before.visibility,
        ...(isArchived === undefined
          ? {}
          : { archivedAt: isArchived ? sql`coalesce(${dataset.archivedAt}, now())` : null }),
      })
      .where(eq(dataset.id, datasetId));
    if (isArchived === true || visibility === "owner") {
      await tx.update(cohortDataset).set({ isDefault: false }).where(eq(cohortDataset.datasetId, datasetId));
    }
    await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
  });
}
