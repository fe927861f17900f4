import { and, eq, exists, inArray, isNull, lt, not, or, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { datasetImport, datasetVersion } from "#db/schema/index.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import { importDatasetJob } from "#server/jobs/import-dataset.ts";
import { datasetPrefix } from "#server/storage/storage-keys.ts";
import type { Storage } from "#server/storage/storage.ts";
import { uploadPrefix } from "./keys.ts";
import { finishImport } from "./work.ts";

/** An upload that nobody goes on with, or a report that nobody confirms. */
const ABANDONED_AFTER_HOURS = 24;
/** So that an answer that was lost can be asked for again. */
const DONE_KEPT_HOURS = 1;
/** Rows of one look: the rest is there at the next. */
const AT_ONCE = 20;

/** Ends imports whose job the queue has given up, so that nobody waits for them for ever. */
export async function giveUpLostImports(db: Database): Promise<number> {
  const rows = await db
    .select({ importId: datasetImport.id, jobId: datasetImport.jobId })
    .from(datasetImport)
    .where(
      and(
        eq(datasetImport.state, "importing"),
        not(hasLiveJob(importDatasetJob, sql`${datasetImport.jobId}`)),
      ),
    );
  const failure = "The server failed several times while it read the pictures. Try once more.";
  let ended = 0;
  for (const { importId, jobId } of rows) {
    if (jobId !== null && (await finishImport(db, { importId, jobId }, { failure }))) ended += 1;
  }
  return ended;
}

export async function discardAbandonedImports(db: Database): Promise<void> {
  await db
    .update(datasetImport)
    .set({ state: "discarded", jobId: null })
    .where(
      and(
        inArray(datasetImport.state, ["uploading", "uploaded", "ready", "failed"]),
        lt(datasetImport.touchedAt, sql`now() - make_interval(hours => ${ABANDONED_AFTER_HOURS})`),
      ),
    );
}

/** Removes the files of imports that are discarded or done, then their rows. What became a dataset's stays. */
export async function sweepImports({ db, files }: { db: Database; files: Storage }): Promise<number> {
  const version = db
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .where(eq(datasetVersion.id, datasetImport.versionId));
  const rows = await db
    .select({
      id: datasetImport.id,
      versionId: datasetImport.versionId,
      isKept: sql<boolean>`${exists(version)}`,
    })
    .from(datasetImport)
    .where(
      or(
        eq(datasetImport.state, "discarded"),
        isNull(datasetImport.cohortId),
        isNull(datasetImport.ownerId),
        and(
          eq(datasetImport.state, "done"),
          lt(datasetImport.touchedAt, sql`now() - make_interval(hours => ${DONE_KEPT_HOURS})`),
        ),
      ),
    )
    .limit(AT_ONCE);
  for (const { id, versionId, isKept } of rows) {
    await files.removeAll(uploadPrefix(id));
    if (versionId !== null && !isKept) await files.removeAll(datasetPrefix(versionId));
    await db.delete(datasetImport).where(eq(datasetImport.id, id));
  }
  return rows.length;
}
