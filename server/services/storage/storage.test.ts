import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, cohortMember, datasetVersion, worker } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createPerson,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { eventually } from "#models/testing/eventually.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { createImport } from "../dataset-import/create.ts";
import { ownSeries } from "../testing/own-series.ts";
import { saveDesign } from "../design/save.ts";
import { resumeRun } from "../run/resume.ts";
import { startRun } from "../run/start.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { workerSeen } from "../worker/seen.ts";
import { getStorage } from "./get.ts";
import { createPrediction } from "../prediction/create.ts";
import { getRun } from "../run/get.ts";
import { keepModel } from "../run/keep-model.ts";
import { setStorageLimit } from "./cohort-limit.ts";
import { dropModels } from "./drop-models.ts";
import { lockPerson } from "./lock-person.ts";
import { CHECKPOINT_BYTES_PER_PARAM, storageUsedBy } from "./used-by.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person;

beforeAll(async () => {
  world = await createTestDeps();
  ({ cohortId, instructor, learner } = await createCohortOf(world.deps.db));
});
afterAll(() => world.close());

const GB = 2 ** 30;
const space = (freeBytes: number) => async () => ({ freeBytes, totalBytes: 100 * GB, reserveBytes: 2 * GB });
const onDisk = (person: Person, freeBytes: number) => ({
  ...world.as(person),
  room: { space: space(freeBytes), personBytes: 4 * GB, cohortBytes: 40 * GB },
});

async function ownDesign() {
  const { id: designId, revision } = await createDesignOf(world.deps.db, { cohortId, ownerId: learner.id });
  return { cohortId, designId, revision, hyperParameters: DEFAULT_HYPER_PARAMETERS };
}

test("on a full disk nothing new is trained or goes on, and what is drawn is saved", async () => {
  const ctx = onDisk(learner, GB);
  const wanted = await ownDesign();
  await expect(startRun(ctx, wanted)).rejects.toMatchObject({ code: "STORAGE_FULL" });
  const paused = await createRunOf(
    world.deps.db,
    { cohortId, startedBy: learner.id },
    { state: "paused", params: 0 },
  );
  await expect(resumeRun(ctx, { runId: paused.id, isAnew: false })).rejects.toMatchObject({
    code: "STORAGE_FULL",
  });
  const saved = await saveDesign(ctx, { designId: wanted.designId, revision: 1, name: "Still saved" });
  expect(saved.name).toBe("Still saved");
});

test("with room again the same start goes through", async () => {
  const run = await startRun(onDisk(learner, 5 * GB), await ownDesign());
  expect(run.state).toBe("queued");
});

test("kept networks count for who trained them, and so does what runs under way may come to keep", async () => {
  const { db } = world.deps;
  const [person, other] = [await addMember(db, cohortId, "learner"), await createPerson(db)];
  const finished = await createRunOf(db, { cohortId, startedBy: person.id }, { state: "finished" });
  const file = { kind: "onnx" as const, storageKey: "runs/x/model", sha256: "", sizeBytes: 7 * GB };
  await db.insert(artifact).values({ runId: finished.id, ...file });
  await createRunOf(db, { cohortId, startedBy: person.id }, { state: "paused", params: 1_000_000 });
  await createRunOf(db, { cohortId, startedBy: person.id }, { state: "cancelled", params: 1_000_000 });
  expect(await storageUsedBy(db, person.id)).toBe(7 * GB + 1_000_000 * CHECKPOINT_BYTES_PER_PARAM);
  expect(await storageUsedBy(db, other.id)).toBe(0);
  await db.delete(cohortMember).where(eq(cohortMember.userId, person.id));
  expect(await storageUsedBy(db, person.id)).toBe(1_000_000 * CHECKPOINT_BYTES_PER_PARAM);
});

test("who keeps as much as they may starts nothing more, and is told what to do", async () => {
  const { db } = world.deps;
  const { cohortId: theirs, learner: hoarder } = await createCohortOf(db);
  const design = await createDesignOf(db, { cohortId: theirs, ownerId: hoarder.id });
  const input = {
    cohortId: theirs,
    designId: design.id,
    revision: design.revision,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  };
  const allowed = (personBytes: number) => ({
    ...world.as(hoarder),
    room: { space: space(50 * GB), personBytes, cohortBytes: 40 * GB },
  });
  await expect(startRun(allowed(1000), input)).rejects.toMatchObject({
    code: "QUOTA_EXCEEDED",
    message: expect.stringContaining("Delete runs"),
  });
  const { params } = await startRun(allowed(10 * GB), input);
  // One more of the same fits exactly, a byte less does not.
  const twice = 2 * params * CHECKPOINT_BYTES_PER_PARAM;
  await expect(startRun(allowed(twice - 1), input)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
  await expect(startRun(allowed(twice), input)).resolves.toMatchObject({ state: "queued" });
});

test("everybody is told that the disk is full, an instructor also how much is left", async () => {
  const full = await getStorage(onDisk(learner, GB), cohortId);
  expect(full).toMatchObject({ state: "full", disk: null });
  expect(await getStorage(onDisk(instructor, 3 * GB), cohortId)).toMatchObject({
    state: "low",
    disk: { freeBytes: 3 * GB, totalBytes: 100 * GB, fullHosts: [] },
  });
});

test("a worker elsewhere whose own disk is full is named, as long as it lives", async () => {
  const { db } = world.deps;
  await db.insert(worker).values({ id: "far", hostname: "gpu-2", engine: "onnx" });
  await workerSeen(db, "far", { trainingMemoryBytes: null, isDiskFull: true });
  const told = await getStorage(onDisk(instructor, 50 * GB), cohortId);
  expect(told).toMatchObject({ state: "full", disk: { fullHosts: ["gpu-2"] } });
  await workerSeen(db, "far", { trainingMemoryBytes: null, isDiskFull: false });
  expect((await getStorage(onDisk(instructor, 50 * GB), cohortId)).state).toBe("good");
});

/** Runs of one person, one second after the other, with a model of a GB each as the database knows it. */
async function trained(scores: readonly number[]) {
  const { db, files } = world.deps;
  const { cohortId: theirs, learner: person } = await createCohortOf(db);
  const runIds: string[] = [];
  for (const [index, score] of scores.entries()) {
    const { id } = await createRunOf(
      db,
      { cohortId: theirs, startedBy: person.id },
      {
        state: "finished",
        score,
        tieBreak: score,
        finishedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index)),
      },
    );
    const { key, sha256 } = await files.put(`runs/${id}/model.onnx`, Readable.from(["weights"]));
    await db.insert(artifact).values({ runId: id, kind: "onnx", storageKey: key, sha256, sizeBytes: GB });
    runIds.push(id);
  }
  const droppedFor = async () =>
    Promise.all(runIds.map(async (id) => (await getRun(world.as(person), id)).modelDroppedFor));
  return { person, theirs, runIds, droppedFor };
}

test("the oldest models make room for a new one, never the best on the board nor what somebody keeps", async () => {
  const { person, runIds, droppedFor } = await trained([0.9, 0.3, 0.4, 0.5, 0.2]);
  await keepModel(world.as(person), { runId: runIds[1]!, isKept: true });
  const bounds = { personBytes: 3 * GB, cohortBytes: 40 * GB };
  expect(await dropModels(world.deps, bounds, runIds[4]!)).toEqual([runIds[2], runIds[3]]);
  expect(await droppedFor()).toEqual([null, null, "person", "person", null]);
  expect(await world.deps.files.head(`runs/${runIds[2]}/model.onnx`)).toBeNull();
  expect(await world.deps.files.head(`runs/${runIds[0]}/model.onnx`)).not.toBeNull();
  // Nothing else may go: neither the best, nor what is kept, nor what has just been trained.
  expect(await dropModels(world.deps, { personBytes: 1, cohortBytes: 1 }, runIds[4]!)).toEqual([]);
  const dropped = await getRun(world.as(person), runIds[3]!);
  expect(dropped).toMatchObject({ score: 0.5, hasModel: false, state: "finished" });
  await expect(
    createPrediction(world.as(person), { runId: runIds[3]!, validationIndex: 0 }),
  ).rejects.toMatchObject({
    code: "NOT_READY",
    message: expect.stringContaining("was dropped to make room"),
  });
  await expect(keepModel(world.as(person), { runId: runIds[3]!, isKept: true })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a cohort's models are bounded too, and its instructor sees what they take", async () => {
  const { runIds, droppedFor, theirs } = await trained([0.9, 0.3, 0.4]);
  const bounds = { personBytes: 40 * GB, cohortBytes: 2 * GB };
  expect(await dropModels(world.deps, bounds, runIds[2]!)).toEqual([runIds[1]]);
  expect(await droppedFor()).toEqual([null, "cohort", null]);
  const teacher = await addMember(world.deps.db, theirs, "instructor");
  expect(await getStorage(world.as(teacher), theirs)).toMatchObject({
    cohort: { usedBytes: 2 * GB, quotaBytes: 40 * GB },
  });
});

test("instructors set less for their cohort than the server gives, and it holds when the next run finishes", async () => {
  const { runIds, droppedFor, theirs } = await trained([0.9, 0.3, 0.4]);
  const teacher = world.as(await addMember(world.deps.db, theirs, "instructor"));
  const tooMuch = setStorageLimit(teacher, { cohortId: theirs, limitBytes: 41 * GB });
  await expect(tooMuch).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("40.0 GB"),
  });
  await setStorageLimit(teacher, { cohortId: theirs, limitBytes: 2 * GB });
  expect(await droppedFor()).toEqual([null, null, null]);
  expect((await getStorage(teacher, theirs)).cohort).toEqual({
    usedBytes: 3 * GB,
    quotaBytes: 2 * GB,
    mostBytes: 40 * GB,
  });
  const bounds = { personBytes: 40 * GB, cohortBytes: 40 * GB };
  expect(await dropModels(world.deps, bounds, runIds[2]!)).toEqual([runIds[1]]);
  await setStorageLimit(teacher, { cohortId: theirs, limitBytes: null });
  expect((await getStorage(teacher, theirs)).cohort?.quotaBytes).toBe(40 * GB);
});

test("datasets and uploads count for who brought them and for their cohort, and limit what may be brought", async () => {
  const { db } = world.deps;
  const { cohortId: theirs, instructor: person, learner: other } = await createCohortOf(db);
  const { datasetId } = await ownSeries(world.deps, { cohortId: theirs, actor: person });
  await db
    .update(datasetVersion)
    .set({ sizeBytes: 3 * GB })
    .where(eq(datasetVersion.datasetId, datasetId));
  expect(await storageUsedBy(db, person.id)).toBe(3 * GB);
  expect(await storageUsedBy(db, other.id)).toBe(0);
  const upload = (bytes: number) =>
    createImport(world.as(person), { cohortId: theirs, name: "more.zip", bytes });
  await expect(upload(GB + 1)).rejects.toMatchObject({
    code: "QUOTA_EXCEEDED",
    message: expect.stringContaining("runs, datasets or models"),
  });
  await upload(GB);
  expect(await storageUsedBy(db, person.id)).toBe(4 * GB);
  expect((await getStorage(world.as(person), theirs)).cohort?.usedBytes).toBe(4 * GB);
  const design = await createDesignOf(db, { cohortId: theirs, ownerId: person.id });
  const run = {
    cohortId: theirs,
    designId: design.id,
    revision: 1,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  };
  await expect(startRun(world.as(person), run)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
});

test("an upload that is asked for while something else is added waits, and is refused with it", async () => {
  const { db } = world.deps;
  const { cohortId: theirs, instructor: person } = await createCohortOf(db);
  const { datasetId } = await ownSeries(world.deps, { cohortId: theirs, actor: person });
  let isAnswered = false;
  const isWaiting = async () => {
    const { rows } = await db.execute(sql`select from pg_locks where locktype = 'advisory' and not granted`);
    return rows.length > 0;
  };
  let asked: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await lockPerson(tx, person.id);
    const size = { sizeBytes: 4 * GB };
    await tx.update(datasetVersion).set(size).where(eq(datasetVersion.datasetId, datasetId));
    asked = createImport(world.as(person), { cohortId: theirs, name: "more.zip", bytes: GB })
      .catch((error: unknown) => error)
      .finally(() => (isAnswered = true));
    await eventually(async () => expect(isAnswered || (await isWaiting())).toBe(true));
  });
  expect(await asked).toMatchObject({ code: "QUOTA_EXCEEDED" });
});

test("what can make room keeps nobody from starting", async () => {
  const { person, theirs } = await trained([0.9, 0.3, 0.4]);
  const design = await createDesignOf(world.deps.db, { cohortId: theirs, ownerId: person.id });
  const input = {
    cohortId: theirs,
    designId: design.id,
    revision: 1,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  };
  const allowed = (personBytes: number) => ({
    ...world.as(person),
    room: { space: space(50 * GB), personBytes, cohortBytes: 40 * GB },
  });
  await expect(startRun(allowed(GB), input)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
  await expect(startRun(allowed(2 * GB), input)).resolves.toMatchObject({ state: "queued" });
});
