import { and, eq, inArray, isNotNull, isNull, lt, not, or, sql } from "drizzle-orm";
import type { Database, Queryable } from "#db/client.ts";
import { broughtModel, modelArrival } from "#db/schema/index.ts";
import { bringModelJob } from "#server/jobs/bring-model.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import type { Storage } from "#server/storage/storage.ts";
import { removeModel } from "#server/vision/model-store.ts";
import { notify } from "../notify.ts";

const OPEN = ["queued", "working"] as const;

export type ArrivalToDo = {
  cohortId: string;
  zooName: string | null;
  title: string;
  uploadKey: string | null;
};
type Outcome =
  /** `brought`: of a file of the cohort's own, which counts for who sent it. */
  | { state: "finished"; brought: { name: string; bytes: number } | null }
  | { state: "failed"; failure: string };

/** What a job brings, now in work; null where nobody wants it any more. */
export async function loadArrival(db: Database, arrivalId: string): Promise<ArrivalToDo | null> {
  const row = await settle(db, arrivalId, { state: "working" });
  if (row === null || row.cohortId === null) return null;
  const { cohortId, zooName, title, uploadKey } = row;
  return { cohortId, zooName, title, uploadKey };
}

/** @returns false where it was cancelled, so that the worker can stop. */
export async function noteArrivalProgress(
  db: Database,
  arrivalId: string,
  doneBytes: number,
): Promise<boolean> {
  return (await settle(db, arrivalId, { doneBytes })) !== null;
}

export async function isArrivalWanted(db: Database, arrivalId: string): Promise<boolean> {
  const rows = await db.select({ id: modelArrival.id }).from(modelArrival).where(isOpen(arrivalId));
  return rows.length > 0;
}

/** @returns false where nobody waits for it any more: it was cancelled, or another worker has ended it. */
export async function finishArrival(db: Database, arrivalId: string, outcome: Outcome): Promise<boolean> {
  if (outcome.state === "failed") return (await settle(db, arrivalId, outcome)) !== null;
  const { state, brought } = outcome;
  return db.transaction(async (tx) => {
    const row = await settle(tx, arrivalId, { state });
    if (row === null) return false;
    const { cohortId, requestedBy: ownerId } = row;
    if (brought !== null) await tx.insert(broughtModel).values({ ...brought, cohortId, ownerId });
    return true;
  });
}

async function settle(db: Queryable, arrivalId: string, values: Partial<typeof modelArrival.$inferInsert>) {
  const [row] = await db.update(modelArrival).set(values).where(isOpen(arrivalId)).returning({
    cohortId: modelArrival.cohortId,
    zooName: modelArrival.zooName,
    title: modelArrival.title,
    uploadKey: modelArrival.uploadKey,
    requestedBy: modelArrival.requestedBy,
  });
  if (row === undefined) return null;
  if (row.cohortId !== null) await notify(db, { kind: "cohort", cohortId: row.cohortId, topic: "models" });
  return row;
}

function isOpen(arrivalId: string) {
  return and(eq(modelArrival.id, arrivalId), inArray(modelArrival.state, [...OPEN]));
}

/** Ends arrivals whose job the queue has given up, so that nobody waits for them for ever. */
export async function giveUpLostArrivals(db: Database): Promise<void> {
  const rows = await db
    .select({ id: modelArrival.id })
    .from(modelArrival)
    .where(and(inArray(modelArrival.state, [...OPEN]), not(hasLiveJob(bringModelJob, modelArrival.id))));
  const failure = "The server failed several times while it brought the model. Try once more.";
  for (const { id } of rows) await finishArrival(db, id, { state: "failed", failure });
}

/** Removes files that were sent and looked at, or go no further, and what is a week old. */
export async function sweepArrivals({ db, files }: { db: Database; files: Storage }): Promise<void> {
  const rows = await db
    .select({ id: modelArrival.id, uploadKey: modelArrival.uploadKey })
    .from(modelArrival)
    .where(
      and(
        isNotNull(modelArrival.uploadKey),
        or(
          isNull(modelArrival.cohortId),
          inArray(modelArrival.state, ["finished", "failed"]),
          // Until it has arrived whole it is no job's, and is told like this as well.
          and(
            eq(modelArrival.state, "cancelled"),
            lt(modelArrival.createdAt, sql`now() - interval '1 hour'`),
          ),
        ),
      ),
    )
    .limit(20);
  for (const { id, uploadKey } of rows) {
    if (uploadKey !== null) await files.remove(uploadKey);
    await db.update(modelArrival).set({ uploadKey: null }).where(eq(modelArrival.id, id));
  }
  await db
    .delete(modelArrival)
    .where(and(isNull(modelArrival.uploadKey), lt(modelArrival.createdAt, sql`now() - interval '7 days'`)));
}

/** Removes networks of cohorts that are gone: nobody can ask them. */
export async function sweepBroughtModels({ db, files }: { db: Database; files: Storage }): Promise<void> {
  const rows = await db
    .select({ name: broughtModel.name })
    .from(broughtModel)
    .where(isNull(broughtModel.cohortId))
    .limit(20);
  for (const { name } of rows) {
    await removeModel(files, name);
    await db.delete(broughtModel).where(eq(broughtModel.name, name));
  }
}
