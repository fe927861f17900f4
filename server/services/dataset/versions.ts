import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { datasetVersion } from "#db/schema/index.ts";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { AppError } from "#server/platform/errors.ts";
import { storedDescriptor } from "./stored-descriptor.ts";

export type ReadyVersion = {
  id: string;
  datasetId: string;
  number: number;
  descriptor: DatasetDescriptor;
};

/** The newest version that is ready; null where there is none yet. */
export async function currentVersion(db: Queryable, datasetId: string): Promise<ReadyVersion | null> {
  const [row] = await db
    .select()
    .from(datasetVersion)
    .where(and(eq(datasetVersion.datasetId, datasetId), eq(datasetVersion.state, "ready")))
    .orderBy(desc(datasetVersion.number))
    .limit(1);
  return row === undefined ? null : asReady(row);
}

/** @throws AppError NOT_READY where the dataset has no version to train on. */
export async function requireCurrentVersion(db: Queryable, datasetId: string): Promise<ReadyVersion> {
  const version = await currentVersion(db, datasetId);
  if (version === null) throw new AppError("NOT_READY", "This dataset has no version that is ready yet");
  return version;
}

/** A version as it was when something was trained on it; null where it is not there to be trained on any more. */
export async function readyVersion(db: Queryable, versionId: string): Promise<ReadyVersion | null> {
  const [row] = await db.select().from(datasetVersion).where(eq(datasetVersion.id, versionId));
  return row === undefined ? null : asReady(row);
}

function asReady(row: typeof datasetVersion.$inferSelect): ReadyVersion | null {
  const descriptor = storedDescriptor(row.descriptor);
  if (row.state !== "ready" || descriptor === null) return null;
  return { id: row.id, datasetId: row.datasetId, number: row.number, descriptor };
}
