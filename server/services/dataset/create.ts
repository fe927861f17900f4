import type { Transaction } from "#db/client.ts";
import { dataset, datasetVersion } from "#db/schema/index.ts";
import type { NewDataset } from "#server/contract/dataset.ts";
import { notify } from "../notify.ts";
import { requireMayAdd } from "./require-may-add.ts";

type Create = NewDataset & {
  id: string;
  /** Where its files are packed already. */
  versionId?: string;
  actor: { id: string };
};

/**
 * A dataset of a cohort, with a first version that is being prepared: what fills it says `publishVersion` or
 * `failVersion` in the end. To be called in the transaction that enqueues whoever does.
 * @throws AppError NOT_FOUND, FORBIDDEN or QUOTA_EXCEEDED as `requireMayAdd`.
 */
export async function createDataset(
  tx: Transaction,
  { id, versionId, actor, cohortId, title, licence, source, visibility }: Create,
): Promise<{ datasetId: string; versionId: string }> {
  await requireMayAdd(tx, actor, cohortId);
  await tx.insert(dataset).values({ id, cohortId, ownerId: actor.id, title, licence, source, visibility });
  const [version] = await tx
    .insert(datasetVersion)
    .values({
      ...(versionId === undefined ? {} : { id: versionId }),
      datasetId: id,
      number: 1,
      state: "preparing",
      madeBy: actor.id,
    })
    .returning({ id: datasetVersion.id });
  if (version === undefined) throw new Error("The new version did not come back");
  await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
  return { datasetId: id, versionId: version.id };
}
