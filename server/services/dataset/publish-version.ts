import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { dataset, datasetVersion } from "#db/schema/index.ts";
import { datasetDescriptor } from "#models/datasets/descriptor.ts";
import { contentsOf } from "#server/datasets/contents-of.ts";
import { AppError } from "#server/platform/errors.ts";
import { notify } from "../notify.ts";
import type { Datasets } from "./open.ts";
import { storeDescriptor } from "./stored-descriptor.ts";

type Deps = { db: Database; datasets: Datasets };

/**
 * A version whose files lie packed under its keys is there to be trained on, and never changes again.
 * @returns false where it is not being prepared any more: it was deleted or given up meanwhile.
 */
export async function publishVersion({ db, datasets }: Deps, versionId: string): Promise<boolean> {
  const packed = await datasets.packed(versionId);
  if (packed === null)
    throw new AppError("NOT_READY", "The files of this dataset are not on the server any more");
  return db.transaction((tx) =>
    settle(tx, versionId, {
      state: "ready",
      contents: contentsOf(packed),
      descriptor: storeDescriptor(datasetDescriptor.parse(packed)),
      sizeBytes: Object.values(packed.parts).reduce((sum, { bytes }) => sum + bytes, 0),
    }),
  );
}

/** A version that will not be there, with the reason for whoever wanted it. @returns false as above. */
export async function failVersion(db: Database, versionId: string, failure: string): Promise<boolean> {
  return db.transaction((tx) => settle(tx, versionId, { state: "failed", failure }));
}

async function settle(
  tx: Transaction,
  versionId: string,
  values: Partial<typeof datasetVersion.$inferInsert>,
): Promise<boolean> {
  const [settled] = await tx
    .update(datasetVersion)
    .set(values)
    .where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "preparing")))
    .returning({ datasetId: datasetVersion.datasetId });
  if (settled === undefined) return false;
  const [owner] = await tx.select().from(dataset).where(eq(dataset.id, settled.datasetId));
  if (owner?.cohortId != null) {
    await notify(tx, { kind: "cohort", cohortId: owner.cohortId, topic: "datasets" });
  }
  return true;
}
