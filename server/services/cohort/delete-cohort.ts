import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { artifact, cohort, dataset, datasetVersion, run, weights } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { cancelActiveRuns } from "../run/cancel-active.ts";
import type { Litter } from "./remove-litter.ts";

/**
 * Deletes a cohort and all that is in it, whoever made it. A run that trains is told to end, and finds its row gone. A
 * dataset that another cohort's runs stand on goes over to that cohort.
 * @returns the files that nobody needs once this has committed.
 */
export async function deleteCohort(
  ctx: Pick<ServiceContext, "jobs">,
  tx: Transaction,
  cohortId: string,
): Promise<Litter> {
  await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.id, cohortId)).for("update");
  await cancelActiveRuns(ctx, tx, { cohortId });
  await handOverDatasets(tx, cohortId);
  const files = await tx
    .select({ key: artifact.storageKey })
    .from(artifact)
    .innerJoin(run, eq(run.id, artifact.runId))
    .where(eq(run.cohortId, cohortId));
  const versions = await tx
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(eq(dataset.cohortId, cohortId));
  const started = await tx
    .select({ key: weights.storageKey })
    .from(weights)
    .where(eq(weights.cohortId, cohortId));
  await tx.delete(cohort).where(eq(cohort.id, cohortId));
  await notify(tx, { kind: "cohort", cohortId, topic: "members" });
  return {
    keys: [...files, ...started].map(({ key }) => key),
    versionIds: versions.map(({ id }) => id),
  };
}

async function handOverDatasets(tx: Transaction, cohortId: string): Promise<void> {
  await tx.execute(sql`
    update dataset set cohort_id = heir.cohort_id
    from (
      select distinct on (run.dataset_id) run.dataset_id, run.cohort_id
      from run where run.cohort_id <> ${cohortId}
      order by run.dataset_id, run.created_at
    ) heir
    where dataset.cohort_id = ${cohortId} and heir.dataset_id = dataset.id`);
}
