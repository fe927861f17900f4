import { afterAll, beforeAll, expect, test } from "vitest";
import { createCohortOf, createExerciseOf, type Person } from "#db/testing/factories.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { extendExercise } from "../exercise/extend.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { ownCalendar } from "./address.ts";
import { dueDatesOf } from "./due-dates.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person;

beforeAll(async () => {
  world = await createTestDeps();
  ({ cohortId, instructor, learner } = await createCohortOf(world.deps.db));
});
afterAll(() => world.close());

const secretOf = async (person: Person, isNew = false) =>
  (await ownCalendar(world.as(person), { isNew })).path.replace("/api/calendars/", "").replace(".ics", "");

test("a calendar has what is published and due in one's cohorts, with one's own extensions, under an address that can be changed", async () => {
  const { as, deps } = world;
  const of = { cohortId, createdBy: instructor.id };
  const dueAt = new Date("2099-01-01T00:00:00Z");
  const { id } = await createExerciseOf(deps.db, of, { title: "Beat it", dueAt });
  await createExerciseOf(deps.db, of, { title: "A draft", isPublished: false, dueAt });
  await createExerciseOf(deps.db, of, { title: "Without a deadline", dueAt: null });
  const secret = await secretOf(learner);
  expect(await secretOf(learner)).toBe(secret);
  expect(await dueDatesOf(deps.db, secret)).toEqual([
    { exerciseId: id, cohortId, cohortName: "A cohort", title: "Beat it", dueMs: dueAt.getTime() },
  ]);
  const later = "2099-02-01T00:00:00.000Z";
  await extendExercise(as(instructor), { exerciseId: id, userId: learner.id, dueAt: later, reason: "" });
  expect(await dueDatesOf(deps.db, secret)).toMatchObject([{ dueMs: Date.parse(later) }]);
  expect(await dueDatesOf(deps.db, await secretOf(instructor))).toMatchObject([{ dueMs: dueAt.getTime() }]);

  const next = await secretOf(learner, true);
  expect(await dueDatesOf(deps.db, secret)).toBeNull();
  await removeMember(as(instructor), { cohortId, userId: learner.id });
  expect(await dueDatesOf(deps.db, next)).toEqual([]);
});
