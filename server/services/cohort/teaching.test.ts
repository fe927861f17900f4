import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { artifact, cohort, dataset, datasetVersion, run } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createPerson,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { duplicateDesign } from "../design/duplicate.ts";
import { getDesign } from "../design/get.ts";
import { listDesigns } from "../design/list.ts";
import { saveDesign } from "../design/save.ts";
import { getRun } from "../run/get.ts";
import { startRun } from "../run/start.ts";
import { queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { archiveCohort } from "./archive.ts";
import { changeSettings } from "./change-settings.ts";
import { cohortContents } from "./contents.ts";
import { cohortDesk } from "./desk.ts";
import { getCohort } from "./get.ts";
import { invitationOf } from "./invitation.ts";
import { createJoinCode } from "./join-code.ts";
import { joinCohort } from "./join.ts";
import { removeCohort } from "./remove.ts";
import { setRole } from "./set-role.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner, instructor } = await createCohortOf(world.deps.db));
});

const roleOf = async ({ id }: Person) =>
  (await getCohort(world.as(learner), cohortId)).members.find((member) => member.id === id)?.role;

describe("co-instructors", () => {
  test("are made and unmade, and may do what an instructor may", async () => {
    const { as } = world;
    await setRole(as(instructor), { cohortId, userId: learner.id, role: "instructor" });
    expect(await cohortDesk(as(learner), cohortId)).toHaveProperty("rows");
    await setRole(as(learner), { cohortId, userId: instructor.id, role: "learner" });
    expect([await roleOf(learner), await roleOf(instructor)]).toEqual(["instructor", "learner"]);
    await expect(cohortDesk(as(instructor), cohortId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("the last one stays, also when two step back at once", async () => {
    const { as, deps } = world;
    const stepsBack = (person: Person) =>
      setRole(as(person), { cohortId, userId: person.id, role: "learner" });
    await expect(stepsBack(instructor)).rejects.toMatchObject({ code: "CONFLICT" });
    const second = await addMember(deps.db, cohortId, "instructor");
    const results = await Promise.allSettled([stepsBack(instructor), stepsBack(second)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("are members of this class", async () => {
    const { id: userId } = await createPerson(world.deps.db);
    await expect(
      setRole(world.as(instructor), { cohortId, userId, role: "instructor" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("settings", () => {
  const start = async (person: Person, epochs: number) => {
    const design = await createDesignOf(world.deps.db, { cohortId, ownerId: person.id });
    const hyperParameters = { ...DEFAULT_HYPER_PARAMETERS, epochs };
    return startRun(world.as(person), { cohortId, designId: design.id, revision: 1, hyperParameters });
  };
  const set = (maxEpochs: number | null, maxActiveRuns: number | null) =>
    changeSettings(world.as(instructor), {
      cohortId,
      maxEpochs,
      maxActiveRuns,
      learnersMayAddDatasets: false,
    });

  test("hold learners' runs to so many epochs, and say so; instructors are free", async () => {
    await set(5, null);
    expect((await getCohort(world.as(learner), cohortId)).settings.maxEpochs).toBe(5);
    await expect(start(learner, 6)).rejects.toMatchObject({
      code: "QUOTA_EXCEEDED",
      message: "In this cohort a run has at most 5 epochs; this one asks for 6.",
    });
    expect(await start(learner, 5)).toMatchObject({ state: "queued" });
    expect(await start(instructor, 6)).toMatchObject({ state: "queued" });
  });

  test("hold a learner to so many runs at once", async () => {
    await set(null, 1);
    await start(learner, 1);
    await expect(start(learner, 1)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
    await set(null, null);
    expect(await start(learner, 1)).toMatchObject({ state: "queued" });
  });
});

describe("the desk", () => {
  test("says of everybody what they did last, how much, how well, and how often it went wrong", async () => {
    const { db } = world.deps;
    const owner = { cohortId, ownerId: learner.id };
    await createDesignOf(db, owner, { name: "Older", updatedAt: new Date("2026-01-01T08:00:00Z") });
    const newest = await createDesignOf(db, owner, {
      name: "Newer",
      updatedAt: new Date("2026-01-01T09:00:00Z"),
    });
    const starter = { cohortId, startedBy: learner.id };
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute));
    const { datasetVersionId } = { datasetVersionId: world.versionId };
    await createRunOf(db, starter, { state: "failed", createdAt: at(0) });
    await createRunOf(db, starter, {
      state: "finished",
      createdAt: at(1),
      finishedAt: at(2),
      score: 0.75,
      tieBreak: 0.7,
      datasetVersionId,
      name: "Best",
    });
    await createRunOf(db, starter, { state: "failed", createdAt: at(3) });
    const last = await createRunOf(db, starter, { state: "cancelled", createdAt: at(4), finishedAt: at(5) });
    const { rows, board } = await cohortDesk(world.as(instructor), cohortId);
    expect(board?.target.task).toBe("classification");
    expect(rows.map(({ person }) => person.id)).toEqual([instructor.id, learner.id]);
    expect(rows[1]).toMatchObject({
      role: "learner",
      designs: 2,
      runs: { total: 4, finished: 1, active: 0 },
      setbacks: 2,
      lastDesign: { id: newest.id, name: "Newer", at: "2026-01-01T09:00:00.000Z" },
      lastRun: { id: last.id, state: "cancelled", at: "2026-01-01T10:05:00.000Z" },
      best: { runName: "Best", score: 0.75, rank: 1 },
    });
    expect(rows[0]).toMatchObject({ designs: 0, lastDesign: null, lastRun: null, best: null, setbacks: 0 });
  });
});

describe("designs", () => {
  test("of a class are all readable by who teaches it, and by no other instructor or learner", async () => {
    const { as, deps } = world;
    const { id: designId } = await createDesignOf(
      deps.db,
      { cohortId, ownerId: learner.id },
      { name: "Mine" },
    );
    const classmate = await addMember(deps.db, cohortId, "learner");
    const elsewhere = await createCohortOf(deps.db);
    expect(await getDesign(as(instructor), designId)).toMatchObject({ name: "Mine", isShared: false });
    expect(await duplicateDesign(as(instructor), { designId })).toMatchObject({ isMine: true });
    for (const person of [classmate, elsewhere.instructor, elsewhere.learner]) {
      await expect(getDesign(as(person), designId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(saveDesign(as(instructor), { designId, revision: 1, name: "Taken" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const all = { cohortId, of: "cohort" as const, limit: 30 };
    expect((await listDesigns(as(instructor), all)).items.map(({ id }) => id)).toEqual([designId]);
    const ofNobody = await listDesigns(as(instructor), { ...all, ownerId: classmate.id });
    expect(ofNobody.items).toEqual([]);
    await expect(listDesigns(as(learner), all)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listDesigns(as(elsewhere.instructor), all)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("an archived class", () => {
  test("ends what is under way, is looked at, and nothing new is made until it is opened again", async () => {
    const { as, deps } = world;
    const waiting = await queuedRun(world, cohortId, learner);
    const design = await createDesignOf(deps.db, { cohortId, ownerId: learner.id });
    await archiveCohort(as(instructor), { cohortId, isArchived: true });
    expect(await getRun(as(learner), waiting.id)).toMatchObject({ state: "cancelled" });
    const refused = { code: "CONFLICT", message: expect.stringContaining("archived") };
    await expect(queuedRun(world, cohortId, learner)).rejects.toMatchObject(refused);
    const change = { designId: design.id, revision: 1, name: "Changed" };
    await expect(saveDesign(as(learner), change)).rejects.toMatchObject(refused);
    await expect(duplicateDesign(as(learner), { designId: design.id })).rejects.toMatchObject(refused);
    const joinCode = createJoinCode();
    await deps.db.update(cohort).set({ joinCode }).where(eq(cohort.id, cohortId));
    const joiner = await createPerson(deps.db);
    await expect(joinCohort(as(joiner), { code: joinCode })).rejects.toMatchObject(refused);
    expect(await invitationOf(deps.db, joinCode)).toBeNull();
    expect((await getCohort(as(learner), cohortId)).archivedAt).not.toBeNull();
    await archiveCohort(as(instructor), { cohortId, isArchived: false });
    expect(await saveDesign(as(learner), change)).toMatchObject({ name: "Changed" });
  });

  test("has no run that was started at the same time", async () => {
    const { as } = world;
    await Promise.allSettled([
      queuedRun(world, cohortId, learner),
      archiveCohort(as(instructor), { cohortId, isArchived: true }),
    ]);
    const states = await world.deps.db
      .select({ state: run.state })
      .from(run)
      .where(eq(run.cohortId, cohortId));
    expect(states.filter(({ state }) => state !== "cancelled")).toEqual([]);
  });
});

describe("deleting a class", () => {
  test("is said first in numbers, wants its name, and leaves nothing but what others stand on", async () => {
    const { as, deps } = world;
    const trained = await createRunOf(deps.db, { cohortId, startedBy: learner.id }, { state: "finished" });
    const { key, sha256, sizeBytes } = await deps.files.put(
      `runs/${trained.id}/model.onnx`,
      Readable.from(["weights"]),
    );
    await deps.db
      .insert(artifact)
      .values({ runId: trained.id, kind: "onnx", storageKey: key, sha256, sizeBytes });
    await queuedRun(world, cohortId, learner);
    const [lone, used] = [randomUUID(), randomUUID()];
    const own = { cohortId, ownerId: instructor.id, title: "Leaves", licence: "CC0", source: "The garden" };
    await deps.db
      .insert(dataset)
      .values([lone, used].map((id) => ({ ...own, id, visibility: "cohort" as const })));
    const elsewhere = await createCohortOf(deps.db);
    const foreign = await createRunOf(
      deps.db,
      { cohortId: elsewhere.cohortId, startedBy: elsewhere.learner.id },
      { datasetId: used },
    );
    expect(await cohortContents(as(instructor), cohortId)).toEqual({
      members: 2,
      designs: 1,
      runs: 2,
      activeRuns: 1,
      models: 1,
      modelBytes: sizeBytes,
      datasets: 2,
      exercises: 0,
      submissions: 0,
    });
    await expect(removeCohort(as(instructor), { cohortId, name: "Another" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await removeCohort(as(instructor), { cohortId, name: "A cohort" });
    expect(await deps.db.$count(run, eq(run.cohortId, cohortId))).toBe(0);
    expect(await deps.files.head(key)).toBeNull();
    expect(await deps.db.$count(dataset, eq(dataset.id, lone))).toBe(0);
    const [kept] = await deps.db.select().from(dataset).where(eq(dataset.id, used));
    expect(kept?.cohortId).toBe(elsewhere.cohortId);
    expect(await deps.db.$count(datasetVersion, eq(datasetVersion.id, foreign.datasetVersionId))).toBe(1);
    await expect(getCohort(as(instructor), cohortId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
