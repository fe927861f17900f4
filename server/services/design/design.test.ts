import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { design } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createRunOf,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { createDesign } from "./create.ts";
import { duplicateDesign } from "./duplicate.ts";
import { designFromRun } from "./from-run.ts";
import { getDesign } from "./get.ts";
import { MAX_DESIGNS } from "./insert.ts";
import { listDesigns } from "./list.ts";
import { removeDesign } from "./remove.ts";
import { saveDesign } from "./save.ts";

let world: TestDeps;
let cohortId: string;
let owner: Person;
let classmate: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner: owner } = await createCohortOf(world.deps.db));
  classmate = await addMember(world.deps.db, cohortId, "learner");
});

test("a design begins empty or as a preset", async () => {
  const empty = await createDesign(world.as(owner), { cohortId, name: "Mine" });
  expect(empty.graph.nodes.map(({ type }) => type)).toEqual(["Input", "Output"]);
  expect(empty).toMatchObject({ revision: 1, isMine: true, isShared: false, params: 0, layerCount: 2 });
  const lecture = await createDesign(world.as(owner), { cohortId, name: "L", presetId: "lecture-cnn" });
  expect(lecture.params).toBe(295_018);
  await expect(
    createDesign(world.as(owner), { cohortId, name: "x", presetId: "none" }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("of two saves on the same revision, one is refused", async () => {
  const { id } = await createDesignOf(world.deps.db, { cohortId, ownerId: owner.id });
  const results = await Promise.allSettled(
    ["One", "Two"].map((name) => saveDesign(world.as(owner), { designId: id, revision: 1, name })),
  );
  const outcomes = results.map((result) =>
    String(result.status === "fulfilled" ? result.value.revision : result.reason.code),
  );
  expect(outcomes.toSorted()).toEqual(["2", "CONFLICT"]);
  const won = results.find((result) => result.status === "fulfilled");
  expect((await getDesign(world.as(owner), id)).name).toBe(won?.value.name);
});

test("a list counts the parameters of what was saved last", async () => {
  const { id } = await createDesignOf(world.deps.db, { cohortId, ownerId: owner.id });
  const counted = async () => (await listDesigns(world.as(owner), cohortId)).map(({ params }) => params);
  const [before] = await counted();
  expect(await counted()).toEqual([before]);
  const graph = presetGraph("lecture-cnn");
  await saveDesign(world.as(owner), { designId: id, revision: 1, graph });
  expect(await counted()).toEqual([295_018]);
  expect(before).not.toBe(295_018);
});

test("classmates see what is shared, and change nothing of it", async () => {
  const { id } = await createDesignOf(world.deps.db, { cohortId, ownerId: owner.id });
  await expect(getDesign(world.as(classmate), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listDesigns(world.as(classmate), cohortId)).toEqual([]);

  await saveDesign(world.as(owner), { designId: id, revision: 1, isShared: true });
  expect(await getDesign(world.as(classmate), id)).toMatchObject({ isMine: false, isShared: true });
  expect(await listDesigns(world.as(classmate), cohortId)).toMatchObject([{ id, isMine: false }]);
  await expect(
    saveDesign(world.as(classmate), { designId: id, revision: 2, name: "x" }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(removeDesign(world.as(classmate), id)).rejects.toMatchObject({ code: "FORBIDDEN" });

  const copy = await duplicateDesign(world.as(classmate), { designId: id });
  expect(copy).toMatchObject({ name: "A design (copy)", isMine: true, isShared: false, revision: 1 });
  await removeDesign(world.as(owner), id);
  expect((await getDesign(world.as(classmate), copy.id)).graph).toEqual(presetGraph());
});

test("a classmate's run can be taken over as a design", async () => {
  const run = await createRunOf(
    world.deps.db,
    { cohortId, startedBy: owner.id },
    { name: "n".repeat(80), graph: presetGraph("lecture-cnn") },
  );
  const taken = await designFromRun(world.as(classmate), run.id);
  expect(taken).toMatchObject({ isMine: true, params: 295_018, name: `${"n".repeat(73)} (copy)` });
});

test("there is an end to the designs of one person", async () => {
  const graph = presetGraph();
  await world.deps.db
    .insert(design)
    .values(
      Array.from({ length: MAX_DESIGNS - 1 }, () => ({ cohortId, ownerId: owner.id, name: "d", graph })),
    );
  const results = await Promise.allSettled(
    [1, 2].map(() => createDesign(world.as(owner), { cohortId, name: "last" })),
  );
  const outcomes = results.map((result) =>
    String(result.status === "fulfilled" ? "MADE" : result.reason.code),
  );
  expect(outcomes.toSorted()).toEqual(["MADE", "QUOTA_EXCEEDED"]);
});
