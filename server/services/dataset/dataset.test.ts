import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dataset, datasetVersion } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { packDataset, type TileToPack } from "#server/datasets/pack-dataset.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { cohortLeaderboard } from "../cohort/leaderboard.ts";
import { estimateCost } from "../cost/estimate.ts";
import { createDesign } from "../design/create.ts";
import { saveDesign } from "../design/save.ts";
import { startRun } from "../run/start.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { addVersion } from "./add-version.ts";
import { createDataset } from "./create.ts";
import { letLearnersAdd, setDefaultDataset, useDataset } from "./decide.ts";
import { datasetDetails } from "./details.ts";
import { getDataset } from "./get.ts";
import { listDatasets } from "./list.ts";
import { createDatasets } from "./open.ts";
import { failVersion, publishVersion } from "./publish-version.ts";
import { removeDataset } from "./remove.ts";
import { MAX_DATASETS } from "./require-may-add.ts";
import { updateDataset } from "./update.ts";
import { requireCurrentVersion } from "./versions.ts";

let world: TestDeps;
let scratch: string;
let cohortId: string;
let instructor: Person;
let learner: Person;

beforeAll(async () => {
  world = await createTestDeps();
  scratch = await mkdtemp(join(tmpdir(), "strata-packed-"));
});
afterAll(async () => {
  await world.close();
  await rm(scratch, { recursive: true, force: true });
});
beforeEach(async () => {
  ({ cohortId, instructor, learner } = await createCohortOf(world.deps.db));
});

const told = { title: "Leaves", licence: "CC0", source: "The garden", visibility: "cohort" } as const;

function begin(actor: Person, values: Partial<Parameters<typeof createDataset>[1]> = {}) {
  const { db } = world.deps;
  return db.transaction((tx) => createDataset(tx, { id: randomUUID(), actor, cohortId, ...told, ...values }));
}

/** A dataset of the cohort's that is ready: fifty tiles. */
async function own(actor: Person = instructor, values: Partial<Parameters<typeof createDataset>[1]> = {}) {
  const made = await begin(actor, values);
  await world.deps.datasets.place(made.versionId, await packed(50, 2));
  expect(await publishVersion(world.deps, made.versionId)).toBe(true);
  return made;
}

/** Synthetic tiles in a folder of their own. */
async function packed(tiles: number, seed?: number): Promise<string> {
  const dir = join(await mkdtemp(join(scratch, "packed-")), "tiles");
  await createSynthetic({ dir, tiles, ...(seed === undefined ? {} : { seed }) });
  return dir;
}

const listed = async (person: Person) => (await listDatasets(world.as(person), cohortId)).datasets;

test("a cohort's own dataset is there once it is published, for its cohort alone", async () => {
  const { datasetId, versionId } = await begin(instructor);
  const before = (await listed(learner)).find(({ id }) => id === datasetId);
  expect(before).toMatchObject({ versionId: null, isUsable: false, newest: { state: "preparing" } });
  await expect(publishVersion(world.deps, versionId)).rejects.toMatchObject({ code: "NOT_READY" });
  await world.deps.datasets.place(versionId, await packed(50));
  expect(await publishVersion(world.deps, versionId)).toBe(true);
  expect(await publishVersion(world.deps, versionId)).toBe(false);
  expect(await failVersion(world.deps.db, versionId, "too late")).toBe(false);

  expect(
    (await listed(learner)).map(({ title, isBuiltIn, isDefault }) => [title, isBuiltIn, isDefault]),
  ).toEqual([
    ["Synthetic tiles", true, true],
    ["Leaves", false, false],
  ]);
  const theirs = await createCohortOf(world.deps.db);
  const elsewhere = { cohortId: theirs.cohortId, datasetId };
  const stranger = world.as(theirs.instructor);
  await expect(datasetDetails(stranger, elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getDataset(stranger, { cohortId: theirs.cohortId, versionId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(useDataset(stranger, { ...elsewhere, isUsed: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(
    createDesign(stranger, { ...elsewhere, name: "Stolen", presetId: "tiny-cnn" }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what is told of it and what stands on it, and nothing of the test split", async () => {
  const { datasetId, versionId } = await own();
  const design = await createDesign(world.as(learner), {
    cohortId,
    datasetId,
    name: "D",
    presetId: "tiny-cnn",
  });
  await createRunOf(
    world.deps.db,
    { cohortId, startedBy: learner.id },
    { datasetId, datasetVersionId: versionId },
  );
  const details = await datasetDetails(world.as(learner), { cohortId, datasetId });
  expect(details).toMatchObject({
    ...told,
    canManage: false,
    owner: { id: instructor.id },
    versions: [{ id: versionId, number: 1, state: "ready", runs: 1, counts: { train: 30 } }],
    uses: { runs: 1, designs: 1, elsewhere: 0 },
  });
  expect(design.datasetId).toBe(datasetId);
  expect(details.groups).toHaveLength(10);
  const labels = await (await world.deps.datasets.open(versionId)).readTargets("validation");
  for (const [label, { train, validation, samples }] of details.groups.entries()) {
    expect([train, validation]).toEqual([3, 1]);
    expect(samples.map((place) => labels[place])).toEqual(samples.map(() => label));
    expect(samples.length).toBeGreaterThan(0);
  }
});

test("learners add datasets where the instructors let them, and change their own alone", async () => {
  await expect(begin(learner)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await letLearnersAdd(world.as(instructor), { cohortId, isLet: true });
  expect(await listDatasets(world.as(learner), cohortId)).toMatchObject({
    mayAdd: true,
    learnersMayAdd: true,
  });
  const { datasetId } = await own(learner);
  const classmate = await addMember(world.deps.db, cohortId, "learner");
  const change = { cohortId, datasetId, title: "Twigs" };
  await expect(updateDataset(world.as(classmate), change)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await updateDataset(world.as(learner), change);
  expect(await datasetDetails(world.as(instructor), change)).toMatchObject({
    ...told,
    title: "Twigs",
    canManage: true,
  });
  const builtIn = { cohortId, datasetId: "synthetic-tiles", title: "Mine" };
  await expect(updateDataset(world.as(instructor), builtIn)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(removeDataset(world.as(instructor), builtIn)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("an owner's own is seen by all and used by its owner and the instructors", async () => {
  await letLearnersAdd(world.as(instructor), { cohortId, isLet: true });
  const { datasetId } = await own(learner, { visibility: "owner" });
  const classmate = await addMember(world.deps.db, cohortId, "learner");
  const usable = async (person: Person) =>
    (await listed(person)).find(({ id }) => id === datasetId)?.isUsable;
  expect(await Promise.all([learner, instructor, classmate].map(usable))).toEqual([true, true, false]);
  const design = { cohortId, datasetId, name: "D", presetId: "tiny-cnn" };
  await createDesign(world.as(learner), design);
  await expect(createDesign(world.as(classmate), design)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(setDefaultDataset(world.as(instructor), { cohortId, datasetId })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("instructors choose the default: new designs and the board are for it, those that are there stay", async () => {
  const { datasetId, versionId } = await own();
  const before = await createDesign(world.as(learner), { cohortId, name: "Before", presetId: "tiny-cnn" });
  await setDefaultDataset(world.as(instructor), { cohortId, datasetId });
  const after = await createDesign(world.as(learner), { cohortId, name: "After", presetId: "tiny-cnn" });
  expect([before.datasetId, after.datasetId]).toEqual(["synthetic-tiles", datasetId]);
  expect(await cohortLeaderboard(world.as(learner), { cohortId })).toMatchObject({ datasetId, versionId });
  expect(
    await cohortLeaderboard(world.as(learner), { cohortId, datasetId: "synthetic-tiles" }),
  ).toMatchObject({
    datasetTitle: "Synthetic tiles",
    isSynthetic: true,
  });
  await setDefaultDataset(world.as(instructor), { cohortId, datasetId: "synthetic-tiles" });
  await setDefaultDataset(world.as(instructor), { cohortId, datasetId });
  await updateDataset(world.as(instructor), { cohortId, datasetId, isArchived: true });
  expect((await listed(learner)).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([
    "synthetic-tiles",
  ]);
});

test("what a cohort does not use trains nothing new, and its runs stay on their board", async () => {
  const { datasetId, versionId } = await own();
  const design = await createDesign(world.as(learner), {
    cohortId,
    datasetId,
    name: "D",
    presetId: "tiny-cnn",
  });
  const values = {
    datasetId,
    datasetVersionId: versionId,
    state: "finished",
    score: 0.5,
    tieBreak: 0.5,
  } as const;
  await createRunOf(world.deps.db, { cohortId, startedBy: learner.id }, values);
  await useDataset(world.as(instructor), { cohortId, datasetId, isUsed: false });
  const start = { cohortId, designId: design.id, revision: 1, hyperParameters: DEFAULT_HYPER_PARAMETERS };
  await expect(startRun(world.as(learner), start)).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: expect.stringContaining("does not use Leaves"),
  });
  expect((await cohortLeaderboard(world.as(learner), { cohortId, datasetId })).rows).toHaveLength(1);
  await useDataset(world.as(instructor), { cohortId, datasetId, isUsed: true });
  expect(await startRun(world.as(learner), start)).toMatchObject({ datasetId, datasetVersionId: versionId });
});

test("an instructor of two cohorts brings a dataset from one to the other", async () => {
  const { datasetId, versionId } = await own();
  const other = await createCohortOf(world.deps.db);
  await addMember(world.deps.db, other.cohortId, "instructor", instructor);
  const there = { cohortId: other.cohortId, datasetId };
  expect((await listDatasets(world.as(instructor), other.cohortId)).elsewhere).toEqual([
    { id: datasetId, title: "Leaves", cohortName: "A cohort" },
  ]);
  await useDataset(world.as(instructor), { ...there, isUsed: true });
  expect(await getDataset(world.as(other.learner), there)).toMatchObject({ versionId, title: "Leaves" });
  // It is not that cohort's to change.
  await expect(updateDataset(world.as(other.instructor), { ...there, title: "T" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("a change is a new version: runs and boards keep theirs", async () => {
  const { datasetId, versionId } = await own();
  const design = await createDesign(world.as(learner), {
    cohortId,
    datasetId,
    name: "D",
    presetId: "tiny-cnn",
  });
  const start = { cohortId, designId: design.id, revision: 1, hyperParameters: DEFAULT_HYPER_PARAMETERS };
  const first = await startRun(world.as(learner), start);
  const { db, datasets } = world.deps;
  const { dir } = await datasets.open(versionId);
  const pixels = () => readFile(join(dir, "train-images.bin"));
  const before = await pixels();
  const next = await db.transaction((tx) => addVersion(tx, { actor: instructor, cohortId, datasetId }));
  expect(await requireCurrentVersion(db, datasetId)).toMatchObject({ id: versionId, number: 1 });
  await datasets.place(next.versionId, await packed(100, 3));
  await publishVersion(world.deps, next.versionId);
  expect(await requireCurrentVersion(db, datasetId)).toMatchObject({ id: next.versionId, number: 2 });
  const second = await startRun(world.as(learner), start);
  expect([first.datasetVersionId, second.datasetVersionId]).toEqual([versionId, next.versionId]);
  expect((await pixels()).equals(before)).toBe(true);
  expect(await cohortLeaderboard(world.as(learner), { cohortId, datasetId })).toMatchObject({
    versionNumber: 2,
  });
  expect(await cohortLeaderboard(world.as(learner), { cohortId, versionId })).toMatchObject({
    versionNumber: 1,
  });
});

test("what something stands on is not deleted, and what is deleted takes its files with it", async () => {
  const { db, datasets } = world.deps;
  const { datasetId, versionId } = await own();
  const removal = { cohortId, datasetId };
  await createRunOf(db, { cohortId, startedBy: learner.id }, { datasetId, datasetVersionId: versionId });
  await createDesignOf(db, { cohortId, ownerId: learner.id }, { datasetId });
  await expect(removeDataset(world.as(instructor), removal)).rejects.toMatchObject({
    code: "CONFLICT",
    message: "A run and a design stand on it, so it cannot be deleted. Archive it instead.",
  });
  expect(existsSync((await datasets.open(versionId)).dir)).toBe(true);

  const unused = await own();
  const { dir } = await datasets.open(unused.versionId);
  await removeDataset(world.as(instructor), { cohortId, datasetId: unused.datasetId });
  expect(existsSync(dir)).toBe(false);
  await expect(datasets.open(unused.versionId)).rejects.toMatchObject({ code: "NOT_READY" });
  expect(await db.select().from(datasetVersion).where(eq(datasetVersion.id, unused.versionId))).toEqual([]);
  // Whoever was filling it is told that nobody waits.
  const given = await begin(instructor);
  await removeDataset(world.as(instructor), { cohortId, datasetId: given.datasetId });
  expect(await failVersion(db, given.versionId, "broken")).toBe(false);
});

test("of a deletion and a start at the same time one is told that the other was faster", async () => {
  const { datasetId } = await own();
  const design = await createDesign(world.as(learner), {
    cohortId,
    datasetId,
    name: "D",
    presetId: "tiny-cnn",
  });
  await createDesign(world.as(learner), { cohortId, name: "Other", presetId: "tiny-cnn" });
  await saveDesign(world.as(learner), { designId: design.id, revision: 1, datasetId: "synthetic-tiles" });
  await saveDesign(world.as(learner), { designId: design.id, revision: 2, datasetId });
  const start = { cohortId, designId: design.id, revision: 3, hyperParameters: DEFAULT_HYPER_PARAMETERS };
  const [started, removed] = await Promise.allSettled([
    startRun(world.as(learner), start),
    removeDataset(world.as(instructor), { cohortId, datasetId }),
  ]);
  // The design stands on it as well, so it is never the start that loses.
  expect([started.status, removed.status]).toEqual(["fulfilled", "rejected"]);
});

test("a design changes its dataset with a save, to one that may be used", async () => {
  const { datasetId } = await own();
  const design = await createDesign(world.as(learner), { cohortId, name: "D", presetId: "tiny-cnn" });
  const saved = await saveDesign(world.as(learner), { designId: design.id, revision: 1, datasetId });
  expect(saved).toMatchObject({ datasetId, revision: 2 });
  await expect(
    saveDesign(world.as(learner), { designId: design.id, revision: 2, datasetId: "nowhere" }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("one person has so many datasets, and as many again once they are archived", async () => {
  const { db } = world.deps;
  const rows = Array.from({ length: MAX_DATASETS }, () => ({
    id: randomUUID(),
    cohortId,
    ownerId: instructor.id,
    ...told,
  }));
  await db.insert(dataset).values(rows);
  await expect(begin(instructor)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
  await updateDataset(world.as(instructor), { cohortId, datasetId: rows[0]!.id, isArchived: true });
  await begin(instructor);
});

test("few are kept open, and what has come is found", async () => {
  const datasets = createDatasets(world.deps.files, 1);
  const first = await own();
  const kept = await datasets.open(first.versionId);
  expect(await datasets.open(first.versionId)).toBe(kept);
  await datasets.open(world.versionId);
  expect(await datasets.open(first.versionId)).not.toBe(kept);
  const later = await begin(instructor);
  await expect(datasets.open(later.versionId)).rejects.toMatchObject({ code: "NOT_READY" });
  await world.deps.datasets.place(later.versionId, await packed(50));
  expect((await datasets.open(later.versionId)).descriptor.counts.train).toBe(30);
  await datasets.remove(later.versionId);
});

test("a design's network follows its dataset: made for it, and fitted when it changes", async () => {
  const { datasetId, versionId } = await begin(instructor);
  const classes = ["Oak", "Elm", "Ash"];
  const dir = join(scratch, versionId);
  await packDataset({
    dir,
    descriptor: {
      ...world.dataset.descriptor,
      id: datasetId,
      target: { task: "classification", classes },
      inputShape: [8, 8, 1],
      counts: { train: 3, validation: 3, test: 3 },
    },
    splits: { train: leaves(), validation: leaves(), test: leaves() },
  });
  await world.deps.datasets.place(versionId, dir);
  await publishVersion(world.deps, versionId);
  const made = await createDesign(world.as(learner), {
    cohortId,
    datasetId,
    name: "D",
    presetId: "tiny-cnn",
  });
  expect([made.inputShape, made.outputShape]).toEqual([[8, 8, 1], [3]]);
  const cost = { cohortId, graph: made.graph, hyperParameters: DEFAULT_HYPER_PARAMETERS };
  expect((await estimateCost(world.as(learner), { ...cost, datasetId })).memoryBytes).toBeGreaterThan(0);
  const back = await saveDesign(world.as(learner), {
    designId: made.id,
    revision: 1,
    datasetId: "synthetic-tiles",
  });
  expect([back.inputShape, back.outputShape]).toEqual([[64, 64, 3], [10]]);
  const start = { cohortId, designId: made.id, revision: 2, hyperParameters: DEFAULT_HYPER_PARAMETERS };
  expect(await startRun(world.as(learner), start)).toMatchObject({ datasetId: "synthetic-tiles" });
});

function leaves(): TileToPack[] {
  return [0, 1, 2].map((label) => ({ label, pixels: () => new Uint8Array(64).fill(80 * label) }));
}
