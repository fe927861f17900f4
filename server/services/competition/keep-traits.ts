import { and, asc, eq, isNull, lte, ne, or } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import {
  artifact,
  competitionEntry,
  datasetVersion,
  designChange,
  entryTrait,
  run,
  submission,
} from "#db/schema/index.ts";
import type { EditTrace } from "#models/competition/edit-trace.ts";
import type { Storage } from "#server/storage/storage.ts";
import { storedDescriptor } from "../dataset/stored-descriptor.ts";
import { networkSketch } from "./network-sketch.ts";

type Deps = { db: Database; files: Storage };

const BATCH = 20;

/** Keeps of each entry what it can be held against others by. Workers call it now and then. @returns of how many. */
export async function keepTraits({ db, files }: Deps): Promise<number> {
  const rows = await db
    .select({
      submissionId: competitionEntry.submissionId,
      weightsSha256: competitionEntry.weightsSha256,
      runId: run.id,
      designId: run.designId,
      createdAt: run.createdAt,
      descriptor: datasetVersion.descriptor,
      key: artifact.storageKey,
      sizeBytes: artifact.sizeBytes,
    })
    .from(competitionEntry)
    .innerJoin(submission, eq(submission.id, competitionEntry.submissionId))
    .innerJoin(run, eq(run.id, submission.runId))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .leftJoin(artifact, and(eq(artifact.runId, run.id), eq(artifact.kind, "safetensors")))
    .leftJoin(entryTrait, eq(entryTrait.submissionId, competitionEntry.submissionId))
    .where(or(isNull(entryTrait.submissionId), ne(entryTrait.weightsSha256, competitionEntry.weightsSha256)))
    .limit(BATCH);
  for (const { submissionId, weightsSha256, key, sizeBytes, ...row } of rows) {
    const file = key === null || sizeBytes === null ? null : { key, sizeBytes };
    const values = {
      weightsSha256,
      sketch: file === null ? null : await sketched({ db, files }, { ...row, ...file }),
      trace: await traceOf(db, row),
    };
    await db
      .insert(entryTrait)
      .values({ submissionId, ...values })
      .onConflictDoUpdate({ target: entryTrait.submissionId, set: values });
  }
  return rows.length;
}

type Source = { runId: string; descriptor: unknown; key: string; sizeBytes: number };

async function sketched({ db, files }: Deps, { runId, descriptor, key, sizeBytes }: Source) {
  const [found] = await db.select({ graph: run.graph }).from(run).where(eq(run.id, runId));
  const known = storedDescriptor(descriptor);
  if (found === undefined || known === null) return null;
  return networkSketch(files, { graph: found.graph, target: known, key, sizeBytes });
}

/** How the design was edited until the run was started from it; empty where there is none, or it came as it is. */
async function traceOf(
  db: Database,
  { designId, createdAt }: { designId: string | null; createdAt: Date },
): Promise<EditTrace> {
  if (designId === null) return [];
  const saves = await db
    .select({ changes: designChange.changes, createdAt: designChange.createdAt })
    .from(designChange)
    .where(and(eq(designChange.designId, designId), lte(designChange.createdAt, createdAt)))
    .orderBy(asc(designChange.revision));
  return saves.map(({ changes, createdAt: at }) => ({ atMs: at.getTime(), changes }));
}
