import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "#db/client.ts";
import { dataset, datasetVersion, design } from "#db/schema/index.ts";
import { datasetDescriptor } from "#models/datasets/descriptor.ts";
import { contentsOf } from "#server/datasets/contents-of.ts";
import { datasetsFolder, type PackedDescriptor } from "#server/datasets/packed-format.ts";
import { findPacked } from "#server/datasets/source-records.ts";
import { defaultDatasetId } from "./default.ts";
import type { Datasets } from "./open.ts";
import { storeDescriptor } from "./stored-descriptor.ts";

type Register = {
  db: Database;
  datasets: Datasets;
  /** STRATA_HOME, where starts pack what comes with Strata. */
  home: string;
  /** The one that cohorts take which have chosen none. */
  preferred?: string | undefined;
};

/**
 * Makes rows of the built-in datasets that are packed. Processes that start at the same time wait for each other.
 * @returns the ids of those that are there.
 */
export async function registerBuiltIn({ db, datasets, home, preferred }: Register): Promise<string[]> {
  const folder = datasetsFolder(home);
  const names = await readdir(folder).catch(() => []);
  const registered: string[] = [];
  for (const name of names.filter((each) => !z.uuid().safeParse(each).success)) {
    const packed = await findPacked(join(folder, name), ({ id }) => id === name);
    if (packed === undefined) continue;
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('dataset:built-in', 0))`);
      const isPreferred = packed.id === preferred;
      await register(tx, { datasets, packed, dir: join(folder, name), isPreferred });
    });
    registered.push(packed.id);
  }
  await fillDesigns(db);
  return registered;
}

type Packed = { datasets: Datasets; packed: PackedDescriptor; dir: string; isPreferred: boolean };

async function register(tx: Transaction, { datasets, packed, dir, isPreferred }: Packed): Promise<void> {
  const { id, title, licence, source, isSynthetic } = packed;
  const told = { title, licence, source, isSynthetic, ...(isPreferred ? { preferredAt: sql`now()` } : {}) };
  await tx
    .insert(dataset)
    .values({ id, visibility: "everyone", ...told })
    .onConflictDoUpdate({ target: dataset.id, set: told });
  const contents = contentsOf(packed);
  const versionId = await versionOf(tx, id, contents);
  if (!(await datasets.holds(versionId, contents))) await datasets.place(versionId, dir);
  await tx
    .update(datasetVersion)
    .set({
      state: "ready",
      contents,
      descriptor: storeDescriptor(datasetDescriptor.parse(packed)),
      sizeBytes: Object.values(packed.parts).reduce((sum, { bytes }) => sum + bytes, 0),
    })
    .where(eq(datasetVersion.id, versionId));
}

/** The version with these files, or one that runs of an older Strata name and nothing else is known of, or the next. */
async function versionOf(tx: Transaction, datasetId: string, contents: string): Promise<string> {
  const [known] = await tx
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .where(
      and(
        eq(datasetVersion.datasetId, datasetId),
        or(eq(datasetVersion.contents, contents), isNull(datasetVersion.contents)),
      ),
    )
    .orderBy(sql`${datasetVersion.contents} nulls last`, desc(datasetVersion.number))
    .limit(1);
  if (known !== undefined) return known.id;
  const [made] = await tx
    .insert(datasetVersion)
    .values({ datasetId, number: nextNumber(datasetId), state: "preparing" })
    .returning({ id: datasetVersion.id });
  if (made === undefined) throw new Error("The new version did not come back");
  return made.id;
}

/** The number of a dataset's next version, within a transaction that keeps others from taking it. */
export function nextNumber(datasetId: string) {
  return sql`(select coalesce(max(number), 0) + 1 from dataset_version where dataset_id = ${datasetId})`;
}

/** Designs of older versions were for the dataset of the process; what they were trained on the migration has told. */
async function fillDesigns(db: Database): Promise<void> {
  const cohorts = await db
    .selectDistinct({ cohortId: design.cohortId })
    .from(design)
    .where(isNull(design.datasetId));
  for (const { cohortId } of cohorts) {
    const datasetId = await defaultDatasetId(db, cohortId);
    if (datasetId === null) continue;
    await db
      .update(design)
      .set({ datasetId })
      .where(and(eq(design.cohortId, cohortId), isNull(design.datasetId)));
  }
}
