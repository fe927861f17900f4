import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { artifact, cohort, dataset, design, prediction, run, user } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createCompetitionOf,
  createDesignOf,
  createPerson,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { FORMER_MEMBER } from "#server/contract/former-member.ts";
import { cohortLeaderboard } from "../cohort/leaderboard.ts";
import { getCompetition } from "../competition/get.ts";
import { listDesigns } from "../design/list.ts";
import { getRun } from "../run/get.ts";
import { queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { removePerson } from "./remove.ts";
import { whatStays } from "./what-stays.ts";

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

const exists = async (id: string) => (await world.deps.db.$count(user, eq(user.id, id))) === 1;

test("a learner's work stays in the class under no name, and what only they saw goes", async () => {
  const { db } = world.deps;
  const owner = { cohortId, ownerId: learner.id };
  const shared = await createDesignOf(db, owner, { name: "Shared", isShared: true });
  await createDesignOf(db, owner, { name: "Private" });
  const scored = { state: "finished" as const, score: 0.9, tieBreak: 0.9, finishedAt: new Date() };
  const starter = { cohortId, startedBy: learner.id };
  const { id: runId } = await createRunOf(db, starter, { ...scored, datasetVersionId: world.versionId });
  await db.insert(prediction).values({ runId, askedBy: learner.id, validationIndex: 0 });
  const { id: waiting } = await queuedRun(world, cohortId, learner);

  expect(await whatStays(db, learner.id)).toEqual({
    cohorts: [{ id: cohortId, name: "A cohort", fate: "left" }],
    runs: { kept: 2, deleted: 0, active: 1 },
    designs: { kept: 1, deleted: 2 },
    datasets: { kept: 0, deleted: 0 },
    submissions: { kept: 0, deleted: 0 },
  });
  expect((await cohortLeaderboard(world.as(instructor), { cohortId })).rows).toHaveLength(1);

  await removePerson(world.deps, learner.id);
  expect(await exists(learner.id)).toBe(false);
  const asInstructor = world.as(instructor);
  const kept = await getRun(asInstructor, runId);
  expect(kept.startedBy.name).toBe(FORMER_MEMBER);
  expect(kept.startedBy.id).not.toBe(learner.id);
  expect(await getRun(asInstructor, waiting)).toMatchObject({ state: "cancelled" });
  const { items } = await listDesigns(asInstructor, { cohortId, of: "others", limit: 30 });
  expect(items.map(({ id, owner }) => [id, owner.name])).toEqual([[shared.id, FORMER_MEMBER]]);
  expect(await db.$count(design, eq(design.cohortId, cohortId))).toBe(1);
  expect((await cohortLeaderboard(asInstructor, { cohortId })).rows).toEqual([]);
  expect(await db.$count(prediction, eq(prediction.runId, runId))).toBe(0);
});

test("a place on a competition's board stays, under no name", async () => {
  const { db } = world.deps;
  const by = { cohortId, createdBy: instructor.id, versionId: world.versionId };
  const { exerciseId, enter } = await createCompetitionOf(db, by);
  await enter(learner.id);
  await removePerson(world.deps, learner.id);
  expect(await exists(learner.id)).toBe(false);
  const { boards } = await getCompetition(world.as(instructor), exerciseId);
  expect(boards[0]?.rows).toMatchObject([{ rank: 1, user: { name: FORMER_MEMBER } }]);
});

test("who left nothing leaves no account under no name either", async () => {
  const { db } = world.deps;
  const person = await createPerson(db);
  const before = await db.$count(user);
  await removePerson(world.deps, person.id);
  expect(await db.$count(user)).toBe(before - 1);
});

describe("an instructor", () => {
  test("cannot leave a class without one, also when two go at once", async () => {
    const { db } = world.deps;
    expect((await whatStays(db, instructor.id)).cohorts).toMatchObject([{ fate: "blocked" }]);
    await expect(removePerson(world.deps, instructor.id)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("“A cohort”"),
    });
    expect(await exists(instructor.id)).toBe(true);
    const second = await addMember(db, cohortId, "instructor");
    const results = await Promise.allSettled(
      [instructor, second].map(({ id }) => removePerson(world.deps, id)),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("takes along a class that nobody else is in, with its files", async () => {
    const { deps } = world;
    const alone = await createPerson(deps.db);
    const [made] = await deps.db
      .insert(cohort)
      .values({ name: "Alone", joinCode: randomUUID(), createdBy: alone.id })
      .returning();
    const id = made!.id;
    await addMember(deps.db, id, "instructor", alone);
    const trained = await createRunOf(deps.db, { cohortId: id, startedBy: alone.id }, { state: "finished" });
    const file = await deps.files.put(`runs/${trained.id}/model.onnx`, Readable.from(["weights"]));
    await deps.db.insert(artifact).values({
      runId: trained.id,
      kind: "onnx",
      storageKey: file.key,
      sha256: file.sha256,
      sizeBytes: file.sizeBytes,
    });
    await removePerson(deps, alone.id);
    expect(await deps.db.$count(cohort, eq(cohort.id, id))).toBe(0);
    expect(await deps.db.$count(run, eq(run.id, trained.id))).toBe(0);
    expect(await deps.files.head(file.key)).toBeNull();
  });
});

test("a private dataset goes unless a run stands on it, a shared one stays without its owner", async () => {
  const { db } = world.deps;
  const own = { cohortId, ownerId: learner.id, title: "Leaves", licence: "CC0", source: "The garden" };
  const [unused, used, shared] = [randomUUID(), randomUUID(), randomUUID()];
  await db.insert(dataset).values([
    { ...own, id: unused, visibility: "owner" },
    { ...own, id: used, visibility: "owner" },
    { ...own, id: shared, visibility: "cohort" },
  ]);
  await createRunOf(db, { cohortId, startedBy: instructor.id }, { datasetId: used });
  expect((await whatStays(db, learner.id)).datasets).toEqual({ kept: 2, deleted: 1 });
  await removePerson(world.deps, learner.id);
  const left = await db.select().from(dataset).where(eq(dataset.cohortId, cohortId));
  expect(new Map(left.map(({ id, ownerId }) => [id, ownerId]))).toEqual(
    new Map([
      [used, null],
      [shared, null],
    ]),
  );
});
