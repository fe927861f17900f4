import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { design, exercise } from "#db/schema/index.ts";
import { addMember, createCohortOf, createExerciseOf, type Person } from "#db/testing/factories.ts";
import { EXERCISE_TEMPLATES } from "#models/exercises/templates.ts";
import { HOUR_MS } from "#models/exercises/days.ts";
import { listDesigns } from "../design/list.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { beginExercise } from "./begin.ts";
import { createExercise } from "./create.ts";
import { extendExercise } from "./extend.ts";
import { getExercise } from "./get.ts";
import { listExercises } from "./list.ts";
import { removeExercise } from "./remove.ts";
import { saveExercise } from "./save.ts";

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

/** Long ago or long ahead, so that no clock comes between. */
const inHours = (hours: number) =>
  new Date(Date.parse(hours < 0 ? "2020-01-01T12:00:00Z" : "2099-01-01T12:00:00Z") + hours * HOUR_MS);
const made = (values: Parameters<typeof createExerciseOf>[2] = {}) =>
  createExerciseOf(world.deps.db, { cohortId, createdBy: instructor.id }, values);

test("a draft is the instructors' alone until it is published", async () => {
  const { as } = world;
  const draft = await createExercise(as(instructor), { cohortId, from: { kind: "template", id: "beat-85" } });
  expect(draft).toMatchObject({ title: "Beat 85 %", points: 10, isPublished: false, state: "draft" });
  expect((await listExercises(as(learner), cohortId)).items).toEqual([]);
  await expect(getExercise(as(learner), draft.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const input = { exerciseId: draft.id, revision: draft.revision, isPublished: true };
  await saveExercise(as(instructor), input);
  expect(await getExercise(as(learner), draft.id)).toMatchObject({ state: "open", content: draft.content });
  await expect(saveExercise(as(instructor), input)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("until it opens a learner knows of it what it is called and when it opens", async () => {
  const { as } = world;
  const { id: exerciseId } = await made({ opensAt: inHours(1), dueAt: inHours(2) });
  const told = await getExercise(as(learner), exerciseId);
  expect(told).toMatchObject({ state: "waiting", content: null });
  await expect(beginExercise(as(learner), { exerciseId })).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringMatching(/^This exercise opens on .*\(UTC\)\.$/),
  });
  expect((await getExercise(as(instructor), exerciseId)).content).not.toBeNull();
});

test("it begins with the starter as it was drawn, and the design knows what it is for", async () => {
  const { as } = world;
  const broken = EXERCISE_TEMPLATES.find(({ id }) => id === "fix-network")!;
  const { id: exerciseId } = await made({ title: broken.title, content: broken.content });
  const begun = await beginExercise(as(learner), { exerciseId });
  const { start } = broken.content;
  expect(begun).toMatchObject({ name: broken.title, exerciseId, isMine: true });
  expect(begun.graph).toEqual(start.kind === "network" ? start.graph : null);
  expect((await getExercise(as(learner), exerciseId)).designs.map(({ id }) => id)).toEqual([begun.id]);
  expect((await getExercise(as(instructor), exerciseId)).designs).toEqual([]);
});

test("an empty canvas fits the dataset", async () => {
  const { id: exerciseId } = await made();
  const { graph } = await beginExercise(world.as(learner), { exerciseId });
  expect(graph.nodes.map(({ type }) => type)).toEqual(["Input", "Output"]);
});

describe("an extension", () => {
  test("moves the deadline of one learner, is seen by them, and stays on record", async () => {
    const { as, deps } = world;
    const classmate = await addMember(deps.db, cohortId, "learner");
    const { id: exerciseId } = await made({ dueAt: inHours(-1) });
    const give = (dueAt: Date | null, reason: string) =>
      extendExercise(as(instructor), {
        exerciseId,
        userId: learner.id,
        dueAt: dueAt?.toISOString() ?? null,
        reason,
      });
    expect((await getExercise(as(learner), exerciseId)).state).toBe("closed");
    const later = inHours(5);
    await give(later, "Ill");
    // The same once more is nothing new.
    await give(later, "Ill");
    const mine = await getExercise(as(learner), exerciseId);
    expect(mine).toMatchObject({
      state: "open",
      extendedTo: later.toISOString(),
      closesAt: later.toISOString(),
    });
    expect(mine.extensions).toMatchObject([{ reason: "Ill", grantedBy: instructor.name }]);
    const theirs = await getExercise(as(classmate), exerciseId);
    expect(theirs).toMatchObject({ state: "closed", extendedTo: null, extensions: [] });

    await give(null, "A mistake");
    expect((await getExercise(as(learner), exerciseId)).state).toBe("closed");
    const { extensions } = await getExercise(as(instructor), exerciseId);
    expect(extensions.map(({ dueAt, reason }) => [dueAt, reason])).toEqual([
      [null, "A mistake"],
      [later.toISOString(), "Ill"],
    ]);
  });

  test.each([
    ["before the deadline of the class", -2, "INVALID_INPUT"],
    ["of nobody in the class", 5, "NOT_FOUND"],
  ])("%s is refused", async (_, hours, code) => {
    const { id: exerciseId } = await made({ dueAt: inHours(-1) });
    const userId = code === "NOT_FOUND" ? "nobody" : learner.id;
    const input = { exerciseId, userId, dueAt: inHours(hours).toISOString(), reason: "" };
    await expect(extendExercise(world.as(instructor), input)).rejects.toMatchObject({ code });
  });
});

test("a copy is a draft, and a file brings all but the dates", async () => {
  const { as } = world;
  const [template] = EXERCISE_TEMPLATES;
  const { id: _id, summary: _summary, ...parts } = template!;
  const file = { format: "strata-exercise", version: 1, ...parts } as const;
  const brought = await createExercise(as(instructor), { cohortId, from: { kind: "file", file } });
  expect(brought).toMatchObject({
    title: parts.title,
    content: parts.content,
    handIn: parts.handIn,
    dueAt: null,
  });
  const copy = await createExercise(as(instructor), {
    cohortId,
    from: { kind: "copy", exerciseId: brought.id },
  });
  expect(copy).toMatchObject({
    title: `${parts.title} (copy)`,
    isPublished: false,
    content: brought.content,
  });
});

test("the deadline is after the opening, and what is due first comes first", async () => {
  const { as } = world;
  const open = await made({ title: "No deadline", dueAt: null });
  const [later, sooner] = [
    await made({ title: "Later", dueAt: inHours(9) }),
    await made({ title: "Sooner", dueAt: inHours(3) }),
  ];
  const { items } = await listExercises(as(learner), cohortId);
  expect(items.map(({ title }) => title)).toEqual(["Sooner", "Later", "No deadline"]);
  const input = { exerciseId: sooner.id, revision: 1, opensAt: inHours(4).toISOString() };
  await expect(saveExercise(as(instructor), input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await removeExercise(as(instructor), later.id);
  const left = await world.deps.db
    .select({ id: exercise.id })
    .from(exercise)
    .where(eq(exercise.cohortId, cohortId));
  expect(left.map(({ id }) => id).toSorted()).toEqual([open.id, sooner.id].toSorted());
});

test("deleting an exercise leaves the designs that were begun for it", async () => {
  const { as, deps } = world;
  const { id: exerciseId } = await made();
  const begun = await beginExercise(as(learner), { exerciseId });
  await removeExercise(as(instructor), exerciseId);
  const { items } = await listDesigns(as(learner), { cohortId, of: "me", limit: 5 });
  expect(items).toMatchObject([{ id: begun.id, exerciseId: null }]);
  expect(await deps.db.select().from(design).where(eq(design.exerciseId, exerciseId))).toEqual([]);
});
