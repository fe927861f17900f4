import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { grade, submission } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  type Person,
} from "#db/testing/factories.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { extendExercise } from "../exercise/extend.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { getGradebook } from "./get.ts";
import { gradebookTable } from "./table.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person;
let other: Person;
let [first, second] = ["", ""];

const checks: Check[] = [
  { id: "right", test: { kind: "accuracy", min: 0.8 }, points: 6, message: "" },
  { id: "small", test: { kind: "max-params", max: 5000 }, points: 4, message: "" },
];
const content = { ...EMPTY_EXERCISE.content, checks, handPoints: 5 };
const passed = [
  { checkId: "right", isPassed: false, found: "70 %" },
  { checkId: "small", isPassed: true, found: "1,000 parameters" },
];

beforeAll(async () => {
  world = await createTestDeps();
  const { db } = world.deps;
  ({ cohortId, instructor, learner } = await createCohortOf(db));
  other = await addMember(db, cohortId, "learner");
  const of = { cohortId, createdBy: instructor.id };
  ({ id: first } = await createExerciseOf(db, of, {
    content,
    title: "=First",
    dueAt: new Date("2026-01-01T00:00:00Z"),
  }));
  ({ id: second } = await createExerciseOf(db, of, { content, title: "Second" }));
});
afterAll(() => world.close());

async function handIn(
  by: Person,
  exerciseId: string,
  values: Partial<typeof submission.$inferInsert> = {},
): Promise<string> {
  const { db } = world.deps;
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: by.id }, { state: "finished" });
  const id = await createSubmissionOf(db, { cohortId, exerciseId, userId: by.id, runId });
  await db
    .update(submission)
    .set({ checkPoints: 4, results: passed, ...values })
    .where(eq(submission.id, id));
  return id;
}

/** Each a second after the one before. */
let given = new Date("2026-03-01T09:00:00Z");
async function give(submissionId: string, points: number, isReleased: boolean): Promise<void> {
  given = new Date(given.getTime() + 1_000);
  const at = { createdAt: given, gradedBy: instructor.id };
  await world.deps.db.insert(grade).values({ submissionId, points, comment: "", isReleased, ...at });
}

test("of each learner and exercise what counts, with lateness, drafts and extensions", async () => {
  const { as } = world;
  const worse = await handIn(learner, first, { checkPoints: 8, latePercent: 50, number: 2 });
  const better = await handIn(learner, first, { number: 3 });
  await give(better, 3, true);
  await give(better, 5, false);
  await handIn(learner, first, { number: 4, state: "void", checkPoints: 10 });
  const waiting = await handIn(other, second, { state: "queued", checkPoints: null, results: null });
  await extendExercise(as(instructor), {
    exerciseId: first,
    userId: other.id,
    dueAt: "2100-01-01T00:00:00.000Z",
    reason: "",
  });
  const book = await getGradebook(as(instructor), cohortId);
  expect(book.exercises.map(({ title }) => title)).toEqual(["=First", "Second"]);
  const cellOf = (person: Person, exercise: number) => {
    const place = book.learners.findIndex(({ id }) => id === person.id);
    return book.cells.find((cell) => cell.learner === place && cell.exercise === exercise);
  };
  expect(book.learners).toHaveLength(2);
  expect(cellOf(learner, 0)).toMatchObject({ submissionId: better, points: 7, draft: 9, latePercent: null });
  expect(cellOf(learner, 1)).toBeUndefined();
  expect(cellOf(other, 0)).toMatchObject({ submissionId: null, extendedTo: "2100-01-01T00:00:00.000Z" });
  expect(cellOf(other, 1)).toMatchObject({ submissionId: waiting, state: "queued", points: null });
  // Late, but worth more now.
  await world.deps.db.update(submission).set({ latePercent: 10 }).where(eq(submission.id, worse));
  const { cells } = await getGradebook(as(instructor), cohortId);
  const changed = cells.find(({ submissionId }) => submissionId === worse);
  expect(changed).toMatchObject({ points: 7.2, latePercent: 10, draft: null });
});

test("as a table it has a row a learner and a column a check", async () => {
  const rows = await gradebookTable(world.as(instructor), cohortId);
  const own = rows.find(({ person_id: id }) => id === learner.id);
  expect(own).toMatchObject({
    "1. =First": 7.2,
    "1. =First: late percent": 10,
    "1. =First: check 1, Accuracy on unseen tiles of at least 80\u00A0%": 0,
    "1. =First: check 2, At most 5,000 parameters": 4,
    "2. Second: state": "nothing handed in",
    "2. Second: check 2, At most 5,000 parameters": null,
  });
  expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);
});

test("who has left stays with what counts, and nobody but instructors reads it", async () => {
  const { as } = world;
  await removeMember(as(instructor), { cohortId, userId: learner.id });
  const { learners } = await getGradebook(as(instructor), cohortId);
  expect(learners.find(({ id }) => id === learner.id)).toMatchObject({ isMember: false });
  await expect(getGradebook(as(learner), cohortId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getGradebook(as(other), cohortId)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
