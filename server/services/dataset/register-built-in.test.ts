import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dataset, datasetVersion, design } from "#db/schema/index.ts";
import { createCohortOf, createDesignOf, createRunOf } from "#db/testing/factories.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { defaultDatasetId } from "./default.ts";
import { createDatasets, type Datasets } from "./open.ts";
import { registerBuiltIn } from "./register-built-in.ts";
import { currentVersion } from "./versions.ts";

let database: TestDatabase;
let home: string;
let datasets: Datasets;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "strata-register-"));
  datasets = createDatasets(createFileStorage({ home }));
  await database.db.execute(sql`truncate dataset cascade`);
  return () => rm(home, { recursive: true, force: true });
});

const synthetic = () => join(home, "datasets/synthetic-tiles");
const register = (preferred?: string) => registerBuiltIn({ db: database.db, datasets, home, preferred });
const versions = () => database.db.select().from(datasetVersion).orderBy(datasetVersion.number);

test("what is packed becomes a row, its files stay with the version, and twice is once", async () => {
  await createSynthetic({ dir: synthetic(), tiles: 50 });
  expect(await Promise.all([register(), register()])).toEqual([["synthetic-tiles"], ["synthetic-tiles"]]);
  const all = await versions();
  expect(all).toMatchObject([{ datasetId: "synthetic-tiles", number: 1, state: "ready" }]);
  const opened = await datasets.open(all[0]!.id);
  expect(opened.descriptor.counts).toEqual({ train: 30, validation: 10, test: 10 });
  expect(await database.db.select().from(dataset)).toMatchObject([
    { id: "synthetic-tiles", visibility: "everyone", isSynthetic: true, cohortId: null },
  ]);
  expect((await readdir(join(home, "datasets"))).filter((name) => /packing|tmp/.test(name))).toEqual([]);
});

test("other files under the same name are another version, and the first stays as it was", async () => {
  await createSynthetic({ dir: synthetic(), tiles: 50 });
  await register();
  const [first] = await versions();
  const before = await readFile(join(home, "datasets", first!.id, "train-images.bin"));
  await rm(synthetic(), { recursive: true });
  await createSynthetic({ dir: synthetic(), tiles: 100 });
  await register();
  expect((await versions()).map(({ number, state }) => [number, state])).toEqual([
    [1, "ready"],
    [2, "ready"],
  ]);
  expect((await currentVersion(database.db, "synthetic-tiles"))?.number).toBe(2);
  expect((await readFile(join(home, "datasets", first!.id, "train-images.bin"))).equals(before)).toBe(true);
  expect((await datasets.open(first!.id)).descriptor.counts.train).toBe(30);
});

test("a dataset that only old runs name gets its files, and its designs their dataset", async () => {
  const { db } = database;
  const { cohortId, learner } = await createCohortOf(db);
  const run = await createRunOf(db, { cohortId, startedBy: learner.id });
  const { id } = await createDesignOf(db, { cohortId, ownerId: learner.id });
  expect(await versions()).toMatchObject([{ id: run.datasetVersionId, state: "absent" }]);
  expect(await defaultDatasetId(db, cohortId)).toBeNull();
  await expect(datasets.open(run.datasetVersionId)).rejects.toMatchObject({ code: "NOT_READY" });

  await createSynthetic({ dir: synthetic(), tiles: 50 });
  await register();
  expect(await versions()).toMatchObject([{ id: run.datasetVersionId, state: "ready", number: 1 }]);
  expect((await datasets.open(run.datasetVersionId)).descriptor.id).toBe("synthetic-tiles");
  const [row] = await db.select().from(design).where(eq(design.id, id));
  expect(row?.datasetId).toBe("synthetic-tiles");
});

test("cohorts take what the last start named", async () => {
  const { db } = database;
  const { cohortId } = await createCohortOf(db);
  await createSynthetic({ dir: synthetic(), tiles: 50 });
  await register();
  await db
    .insert(dataset)
    .values({ id: "real", title: "Real", licence: "MIT", source: "here", visibility: "everyone" });
  await db.insert(datasetVersion).values({ datasetId: "real", number: 1, state: "ready", sizeBytes: 1 });
  expect(await defaultDatasetId(db, cohortId)).toBe("real");
  await register("synthetic-tiles");
  expect(await defaultDatasetId(db, cohortId)).toBe("synthetic-tiles");
});
