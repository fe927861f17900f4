import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { run } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { RUN_SORTS } from "#server/contract/run-choices.ts";
import type { ListRunsInput } from "#server/contract/run-list.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { runFacets } from "./facets.ts";
import { getRun } from "./get.ts";
import { listRuns } from "./list.ts";
import { markRuns } from "./mark.ts";
import { renameRun } from "./rename.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let instructor: Person;
let runIds: Record<"Zebra" | "apple" | "Mango" | "100% net" | "fig", string>;
let designId: string;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  ({ cohortId, learner, instructor } = await createCohortOf(db));
  ({ id: designId } = await createDesignOf(db, { cohortId, ownerId: learner.id }, { name: "Deep" }));
  const made = async (name: string, values: Partial<typeof run.$inferInsert> = {}, by = learner) =>
    (await createRunOf(db, { cohortId, startedBy: by.id }, { name, ...values })).id;
  const scored = (score: number) => ({ state: "finished", score, tieBreak: 0 }) as const;
  runIds = {
    Zebra: await made("Zebra", { ...scored(0.5), designId }),
    apple: await made("apple", { state: "running" }),
    Mango: await made("Mango", { state: "paused", datasetId: "eurosat-rgb" }, instructor),
    "100% net": await made("100% net", scored(0.9)),
    fig: await made("fig", { state: "failed" }),
  };
});

async function named(filter: Partial<ListRunsInput> = {}, by = learner): Promise<string[]> {
  const { items } = await listRuns(world.as(by), { cohortId, limit: 30, ...filter });
  return items.map(({ name }) => name);
}

test("a list is in the order that is asked for, and its pages follow each other without a gap", async () => {
  const expected = {
    newest: ["fig", "100% net", "Mango", "apple", "Zebra"],
    oldest: ["Zebra", "apple", "Mango", "100% net", "fig"],
    name: ["100% net", "apple", "fig", "Mango", "Zebra"],
  };
  for (const sort of ["newest", "oldest", "name"] as const) {
    expect(await named({ sort })).toEqual(expected[sort]);
  }
  const best = await named({ sort: "best" });
  expect(best.slice(0, 2)).toEqual(["100% net", "Zebra"]);
  for (const sort of RUN_SORTS) {
    const whole = await named({ sort });
    const turned: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRuns(world.as(learner), { cohortId, sort, limit: 2, cursor });
      turned.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(turned).toEqual(whole);
    for (const cursor of [
      "2020",
      "x_y",
      `\0_${runIds.fig}`,
      `${"9".repeat(400)}_`,
      `NaN_${designId.slice(1)}x`,
    ]) {
      await expect(listRuns(world.as(learner), { cohortId, sort, limit: 2, cursor })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    }
  }
});

test("a list is narrowed by state, dataset, design, person and words, each by itself and together", async () => {
  expect(await named({ state: "active" })).toEqual(["Mango", "apple"]);
  expect(await named({ state: "finished" })).toEqual(["100% net", "Zebra"]);
  expect(await named({ datasetId: "eurosat-rgb" })).toEqual(["Mango"]);
  expect(await named({ designId })).toEqual(["Zebra"]);
  expect(await named({ startedBy: instructor.id })).toEqual(["Mango"]);
  expect(await named({ startedByMe: true }, instructor)).toEqual(["Mango"]);
  expect(await named({ search: "APP" })).toEqual(["apple"]);
  expect(await named({ search: "0%" })).toEqual(["100% net"]);
  expect(await named({ search: "_" })).toEqual([]);
  expect(await named({ search: instructor.name })).toEqual(["Mango"]);
  expect(await named({ state: "finished", designId, search: "z" })).toEqual(["Zebra"]);
});

test("tags and what is hidden are each person's own, and saying it again changes nothing", async () => {
  const me = world.as(learner);
  const mark = { cohortId, runIds: [runIds.fig, runIds.Mango, runIds.fig], addTags: ["bad", "old"] };
  await markRuns(me, mark);
  await markRuns(me, mark);
  await markRuns(me, { cohortId, runIds: [runIds.fig], isHidden: true, removeTags: ["old"] });
  expect(await getRun(me, runIds.fig)).toMatchObject({ tags: ["bad"], isHidden: true });
  expect(await named({ tag: "bad" })).toEqual(["fig", "Mango"]);
  expect(await named({ tag: "old" })).toEqual(["Mango"]);
  expect(await named({ hidden: "without" })).toEqual(["100% net", "Mango", "apple", "Zebra"]);
  expect(await named({ hidden: "only" })).toEqual(["fig"]);

  expect(await named({ hidden: "without" }, instructor)).toHaveLength(5);
  expect(await named({ tag: "bad" }, instructor)).toEqual([]);
  expect(await getRun(world.as(instructor), runIds.fig)).toMatchObject({ tags: [], isHidden: false });

  await markRuns(me, { cohortId, runIds: [runIds.fig], isHidden: false });
  expect(await named({ hidden: "only" })).toEqual([]);
  const many = Array.from({ length: 10 }, (_, n) => `t${n}`);
  await expect(markRuns(me, { ...mark, addTags: many })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("a run of another cohort is marked by no detour", async () => {
  const other = await createCohortOf(world.deps.db);
  const marked = markRuns(world.as(other.learner), {
    cohortId: other.cohortId,
    runIds: [runIds.fig],
    isHidden: true,
  });
  await expect(marked).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a run is renamed by who started it or an instructor, for everybody", async () => {
  await renameRun(world.as(learner), { runId: runIds.fig, name: "date" });
  expect(await named({ search: "date" }, instructor)).toEqual(["date"]);
  await renameRun(world.as(instructor), { runId: runIds.fig, name: "plum" });
  expect((await getRun(world.as(learner), runIds.fig)).name).toBe("plum");
  await expect(renameRun(world.as(learner), { runId: runIds.Mango, name: "x" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("there is to choose from what the runs have, and no design that one may not see", async () => {
  const { db } = world.deps;
  await markRuns(world.as(learner), { cohortId, runIds: [runIds.fig], isHidden: true, addTags: ["b", "a"] });
  await db.update(run).set({ datasetId: "eurosat-rgb" }).where(eq(run.id, runIds.fig));
  const facets = await runFacets(world.as(learner), cohortId);
  expect(facets).toMatchObject({
    designs: [{ id: designId, name: "Deep" }],
    tags: ["a", "b"],
    hiddenCount: 1,
  });
  expect(facets.datasets.map(({ id }) => id).toSorted()).toEqual(["eurosat-rgb", "synthetic-tiles"]);
  expect(facets.people.map(({ id }) => id).toSorted()).toEqual([learner.id, instructor.id].toSorted());
  const classmate = await addMember(db, cohortId, "learner");
  expect(await runFacets(world.as(classmate), cohortId)).toMatchObject({
    designs: [],
    tags: [],
    hiddenCount: 0,
  });
  expect((await runFacets(world.as(instructor), cohortId)).designs).toHaveLength(1);
});

test("a run leads to its design as long as one may look at it", async () => {
  const classmate = await addMember(world.deps.db, cohortId, "learner");
  const designFor = async (by: Person) => (await getRun(world.as(by), runIds.Zebra)).design;
  expect(await designFor(learner)).toEqual({ id: designId, name: "Deep", isMine: true });
  expect(await designFor(instructor)).toEqual({ id: designId, name: "Deep", isMine: false });
  expect(await designFor(classmate)).toBeNull();
  expect((await getRun(world.as(learner), runIds.apple)).design).toBeNull();
});
