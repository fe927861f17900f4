import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { dataset, datasetVersion } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { notify } from "../notify.ts";
import { requireManaged } from "./find.ts";
import { nextNumber } from "./register-built-in.ts";

type AddVersion = {
  actor: { id: string };
  cohortId: string;
  datasetId: string;
  /** Where its files are packed already. */
  versionId?: string;
};

/**
 * The next version of a dataset, being prepared: runs of those before it stay with theirs. To be called in the
 * transaction that enqueues whoever fills it.
 * @throws AppError NOT_FOUND, FORBIDDEN, or CONFLICT for an archived one.
 */
export async function addVersion(
  tx: Transaction,
  { actor, cohortId, datasetId, versionId }: AddVersion,
): Promise<{ versionId: string }> {
  await requireManaged({ db: tx, actor }, { cohortId, datasetId });
  // Of two at the same time the second gets the next number.
  const [locked] = await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for("update");
  if (locked === undefined || locked.archivedAt !== null) {
    throw new AppError("CONFLICT", "The dataset is archived. Take it out of the archive first.");
  }
  const [version] = await tx
    .insert(datasetVersion)
    .values({
      ...(versionId === undefined ? {} : { id: versionId }),
      datasetId,
      number: nextNumber(datasetId),
      state: "preparing",
      madeBy: actor.id,
    })
    .returning({ id: datasetVersion.id });
  if (version === undefined) throw new Error("The new version did not come back");
  await notify(tx, { kind: "cohort", cohortId, topic: "datasets" });
  return { versionId: version.id };
}
