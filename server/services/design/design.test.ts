import { eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { design } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createRunOf,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { outlineOf, type GraphOutline } from "#models/graph/outline.ts";
import { eventually } from "#models/testing/eventually.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { createDesign } from "./create.ts";
import { drawOutlines } from "./draw-outlines.ts";
import { duplicateDesign } from "./duplicate.ts";
import { designFromRun } from "./from-run.ts";
import { getDesign } from "./get.ts";
import { MAX_DESIGNS } from "./require-room.ts";
import { listDesigns } from "./list.ts";
import { removeDesign } from "./remove.ts";
import { saveDesign } from "./save.ts";
import { takeOverDesign } from "./take-over.ts";

let world: TestDeps;
let cohortId: string;
let owner: Person;
let classmate: Person;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner: owner, instructor } = await createCohortOf(world.deps.db));
  classmate = await addMember(world.deps.db, cohortId, "learner");
});

async function listed(person: Person, of: "me" | "others") {
  return (await listDesigns(world.as(person), { cohortId, of, limit: 100 })).items;
}

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

test("a design and a run of version 1 are read as version 2, and a save writes version 2", async () => {
  const { db } = world.deps;
  const { id } = await createDesignOf(db, { cohortId, ownerId: owner.id });
  const nodes = [
    { id: "input", type: "Input", settings: { shape: [64, 64, 3] }, position: { x: 0, y: 0 } },
    // More than may come in today.
    { id: "add", type: "Add", settings: { note: "x".repeat(2_000) }, position: { x: 0, y: 120 } },
  ];
  const edges = [
    { id: "a", source: "input", target: "add" },
    { id: "b", source: "input", target: "add" },
  ];
  const stored = JSON.stringify({ version: 1, nodes, edges });
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: owner.id });
  await db.execute(sql`update design set graph = ${stored}::jsonb where id = ${id}`);
  await db.execute(sql`update run set graph = ${stored}::jsonb where id = ${runId}`);
  const { graph } = await getDesign(world.as(owner), id);
  expect(graph).toEqual({
    version: 2,
    nodes: nodes.map((node) => ({ ...node, name: node.id })),
    edges: [
      { source: "input", target: "add", slot: 0 },
      { source: "input", target: "add", slot: 1 },
    ],
  });
  expect((await designFromRun(world.as(owner), { runId })).graph).toEqual(graph);
  await saveDesign(world.as(owner), { designId: id, revision: 1, graph });
  const { rows } = await db.execute(sql`select graph ->> 'version' as version from design where id = ${id}`);
  expect(rows).toEqual([{ version: "2" }]);
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
  const counted = async () => (await listed(owner, "me")).map(({ params }) => params);
  const [before] = await counted();
  expect(await counted()).toEqual([before]);
  const graph = presetGraph("lecture-cnn");
  await saveDesign(world.as(owner), { designId: id, revision: 1, graph });
  expect(await counted()).toEqual([295_018]);
  expect(before).not.toBe(295_018);
});

test("a design that an older version saved shows right in lists, and is drawn once", async () => {
  const { db } = world.deps;
  const graph = presetGraph("lecture-cnn");
  const old = { ...outlineOf(presetGraph()), version: 0 } as unknown as GraphOutline;
  const unseen = await createDesignOf(db, { cohortId, ownerId: owner.id }, { graph, outline: null });
  const outdated = await createDesignOf(db, { cohortId, ownerId: owner.id }, { graph, outline: old });
  const untouched = { params: 295_018, layerCount: 14, inputShape: [64, 64, 3], outputShape: [10] };
  const expected = [outdated, unseen].map(({ id, updatedAt }) => ({
    id,
    ...untouched,
    updatedAt: updatedAt.toISOString(),
  }));
  expect(await getDesign(world.as(owner), outdated.id)).toMatchObject(untouched);
  expect(await listed(owner, "me")).toMatchObject(expected);
  const stored = await db
    .select({ outline: design.outline })
    .from(design)
    .where(eq(design.cohortId, cohortId));
  expect(stored).toEqual([{ outline: outlineOf(graph) }, { outline: outlineOf(graph) }]);
  expect(await drawOutlines(db, new AbortController().signal)).toBe(0);
  expect(await listed(owner, "me")).toMatchObject(expected);
});

test("a start draws the outlines that are missing, batch by batch", async () => {
  const { db } = world.deps;
  const graph = presetGraph();
  const rows = Array.from({ length: 130 }, () => ({ cohortId, ownerId: owner.id, name: "old", graph }));
  await db.insert(design).values(rows);
  expect(await drawOutlines(db, AbortSignal.abort())).toBe(0);
  expect(await drawOutlines(db, new AbortController().signal)).toBe(130);
  expect(await db.$count(design, isNull(design.outline))).toBe(0);
});

test("classmates see what is shared, and change nothing of it", async () => {
  const { id } = await createDesignOf(world.deps.db, { cohortId, ownerId: owner.id });
  await expect(getDesign(world.as(classmate), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listed(classmate, "others")).toEqual([]);

  await saveDesign(world.as(owner), { designId: id, revision: 1, isShared: true });
  expect(await getDesign(world.as(classmate), id)).toMatchObject({ isMine: false, isShared: true });
  expect(await listed(classmate, "others")).toMatchObject([{ id, isMine: false }]);
  expect(await listed(owner, "others")).toEqual([]);
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
  const taken = await designFromRun(world.as(classmate), { runId: run.id });
  expect(taken).toMatchObject({ isMine: true, params: 295_018, name: `${"n".repeat(73)} (copy)` });

  // Asked again, or several times at once, it is the same copy; another person has another, and a deleted one is made anew.
  await saveDesign(world.as(classmate), { designId: taken.id, revision: 1, name: "Mine now" });
  const again = await Promise.all([1, 2].map(() => designFromRun(world.as(classmate), { runId: run.id })));
  expect(again).toMatchObject([taken.id, taken.id].map((id) => ({ id, name: "Mine now" })));
  expect((await designFromRun(world.as(owner), { runId: run.id })).id).not.toBe(taken.id);
  await removeDesign(world.as(classmate), taken.id);
  expect((await designFromRun(world.as(classmate), { runId: run.id })).id).not.toBe(taken.id);
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

describe("what a member who was removed had shared", () => {
  const isShared = true;
  let shared: string;
  let kept: string;

  beforeEach(async () => {
    ({ id: shared } = await createDesignOf(world.deps.db, { cohortId, ownerId: owner.id }, { isShared }));
    ({ id: kept } = await createDesignOf(world.deps.db, { cohortId, ownerId: owner.id }));
  });

  const goAway = () => removeMember(world.as(instructor), { cohortId, userId: owner.id });

  test("is the owner's alone as long as they are in the cohort", async () => {
    expect(await listed(instructor, "others")).toMatchObject([{ owner: { id: owner.id, isMember: true } }]);
    for (const person of [instructor, classmate]) {
      for (const act of [takeOverDesign, removeDesign]) {
        await expect(act(world.as(person), shared)).rejects.toMatchObject({ code: "FORBIDDEN" });
        // What is not shared instructors read, classmates do not.
        const code = person === instructor ? "FORBIDDEN" : "NOT_FOUND";
        await expect(act(world.as(person), kept)).rejects.toMatchObject({ code });
      }
    }
    expect(await listed(owner, "me")).toHaveLength(2);
  });

  test("an instructor takes over, whoever of two is first; learners and who went do not", async () => {
    await goAway();
    expect(await listed(classmate, "others")).toMatchObject([{ owner: { id: owner.id, isMember: false } }]);
    await expect(takeOverDesign(world.as(classmate), shared)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(takeOverDesign(world.as(owner), shared)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(takeOverDesign(world.as(instructor), kept)).rejects.toMatchObject({ code: "FORBIDDEN" });

    const second = await addMember(world.deps.db, cohortId, "instructor");
    const results = await Promise.allSettled(
      [instructor, second].map((person) => takeOverDesign(world.as(person), shared)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const winner = results[0]?.status === "fulfilled" ? instructor : second;
    expect(await getDesign(world.as(winner), shared)).toMatchObject({ isMine: true, isShared });
    await saveDesign(world.as(winner), { designId: shared, revision: 1, name: "Ours" });
    await addMember(world.deps.db, cohortId, "learner", owner);
    await expect(removeDesign(world.as(owner), shared)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listed(owner, "me")).toMatchObject([{ id: kept }]);
  });

  test("an instructor deletes; learners do not", async () => {
    await goAway();
    await expect(removeDesign(world.as(classmate), shared)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeDesign(world.as(instructor), kept)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await removeDesign(world.as(instructor), shared);
    expect(await listed(classmate, "others")).toEqual([]);
    expect(await world.deps.db.$count(design, eq(design.id, kept))).toBe(1);
  });

  test("is not deleted by one instructor while another takes it over", async () => {
    await goAway();
    const { db } = world.deps;
    const second = await addMember(db, cohortId, "instructor");
    const outcome = await db.transaction(async (tx) => {
      await tx.update(design).set({ ownerId: second.id }).where(eq(design.id, shared));
      const removing = removeDesign(world.as(instructor), shared).then(
        () => "deleted",
        (error: unknown) => error,
      );
      await eventually(async () => {
        const { rows } = await db.execute(
          sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(rows).toHaveLength(1);
      });
      return { removing };
    });
    expect(await outcome.removing).toMatchObject({ code: "CONFLICT" });
    expect(await getDesign(world.as(second), shared)).toMatchObject({ isMine: true });
  });

  test("is not taken over by who has no room for it", async () => {
    await goAway();
    const graph = presetGraph();
    const rows = Array.from({ length: MAX_DESIGNS }, () => ({
      cohortId,
      ownerId: instructor.id,
      name: "d",
      graph,
    }));
    await world.deps.db.insert(design).values(rows);
    await expect(takeOverDesign(world.as(instructor), shared)).rejects.toMatchObject({
      code: "QUOTA_EXCEEDED",
    });
  });
});
