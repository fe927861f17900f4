import { eq } from "drizzle-orm";
import { dataset, datasetVersion } from "#db/schema/index.ts";
import type { DatasetDetails, DatasetInCohort } from "#server/contract/dataset.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { usesOf } from "./details.ts";
import { requireManaged } from "./find.ts";

/**
 * Deletes a dataset with all its versions and their files.
 * @throws AppError CONFLICT, with what it is, where something stands on it: that can be archived only.
 */
export async function removeDataset(ctx: ServiceContext, input: DatasetInCohort): Promise<void> {
  const { cohortId, datasetId } = input;
  await requireManaged(ctx, input);
  const versions = await ctx.db.transaction(async (tx) => {
    // Whoever starts a run on it holds its row, and is waited for.
    await tx.select({ id: dataset.id }).from(dataset).where(eq(dataset.id, datasetId)).for("update");
    const rows = await tx
      .select({ id: datasetVersion.id })
      .from(datasetVersion)
      .where(eq(datasetVersion.datasetId, datasetId))
      .for("update");
    const dependents = describeUses(await usesOf(tx, input));
    if (dependents !== null) {
      throw new AppError("CONFLICT", `${dependents} on it, so it cannot be deleted. Archive it instead.`);
    }
    await tx.delete(dataset).where(eq(dataset.id, datasetId));
    await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
    return rows;
  });
  for (const { id } of versions) await ctx.datasets.remove(id);
}

/** `3 runs and a design stand`; null where nothing does. */
function describeUses({ runs, designs, elsewhere }: DatasetDetails["uses"]): string | null {
  const parts = [
    runs > 0 ? (runs === 1 ? "A run" : `${runs} runs`) : null,
    designs > 0 ? (designs === 1 ? "a design" : `${designs} designs`) : null,
    elsewhere > 0 ? `${elsewhere} in other cohorts` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const text = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  const verb = runs + designs + elsewhere === 1 ? "stands" : "stand";
  return `${(text ?? "").replace(/^./, (first) => first.toUpperCase())} ${verb}`;
}
