import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cohortMember, notice } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  type Person,
} from "#db/testing/factories.ts";
import { takenBack } from "#db/testing/taken-back.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { extendExercise } from "../exercise/extend.ts";
import { getExercise } from "../exercise/get.ts";
import { saveExercise } from "../exercise/save.ts";
import { discussSubmission } from "../submission/discuss.ts";
import { gradeSubmission } from "../submission/grade.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { forgetNotices } from "./forget.ts";
import { countUnread, listNotices } from "./list.ts";
import { readNotices } from "./read.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person;
let classmate: Person;
let exerciseId: string;
let submissionId: string;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  ({ cohortId, instructor, learner } = await createCohortOf(db));
  classmate = await addMember(db, cohortId, "learner");
  const content = { ...EMPTY_EXERCISE.content, handPoints: 5 };
  ({ id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { content }));
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: learner.id }, { state: "finished" });
  submissionId = await createSubmissionOf(db, { cohortId, exerciseId, userId: learner.id, runId });
});

const kindsOf = async (who: Person) =>
  (await listNotices(world.as(who))).items.map(({ kind, isRead }) => (isRead ? `(${kind})` : kind));
const unreadOf = async (who: Person) => (await countUnread(world.as(who))).unread;
const give = (points: number, isReleased = true) =>
  gradeSubmission(world.as(instructor), {
    submissionId,
    points,
    comment: "",
    isReleased,
    levels: {},
    answerPoints: {},
    pins: [],
  });
const say = (who: Person, text: string) =>
  discussSubmission(world.as(who), { submissionId, text, outcome: null });

async function save(values: Partial<Parameters<typeof saveExercise>[1]>): Promise<void> {
  const as = world.as(instructor);
  const { revision } = await getExercise(as, exerciseId);
  await saveExercise(as, { exerciseId, revision, ...values });
}

test("a grade is told once it is released, to who handed it in alone, and comes up again when it changes", async () => {
  await give(3, false);
  expect(await kindsOf(learner)).toEqual([]);
  await give(3);
  expect((await listNotices(world.as(learner))).items).toMatchObject([
    { kind: "grade", submissionId, exercise: { id: exerciseId }, cohort: { id: cohortId }, isRead: false },
  ]);
  await readNotices(world.as(learner), { until: new Date().toISOString() });
  // The same once more adds nothing, and tells nothing.
  await give(3);
  expect(await kindsOf(learner)).toEqual(["(grade)"]);
  await Promise.all([give(4), give(5)]);
  expect(await kindsOf(learner)).toEqual(["grade"]);
  expect([await kindsOf(classmate), await kindsOf(instructor)]).toEqual([[], []]);
});

test("what is taken back leaves no notice", async () => {
  await takenBack(world.database.pool, async (db) => {
    await gradeSubmission(
      { ...world.as(instructor), db },
      {
        submissionId,
        points: 1,
        comment: "",
        isReleased: true,
        levels: {},
        answerPoints: {},
        pins: [],
      },
    );
  });
  expect(await kindsOf(learner)).toEqual([]);
});

test("a question reaches who grades, and its answer who has asked", async () => {
  const assistant = await addMember(world.deps.db, cohortId, "assistant");
  await say(learner, "Why?");
  await say(learner, "And why that?");
  expect(await Promise.all([instructor, assistant, learner, classmate].map(kindsOf))).toEqual([
    ["question"],
    ["question"],
    [],
    [],
  ]);
  await say(assistant, "Because.");
  expect(await Promise.all([instructor, assistant, learner].map(kindsOf))).toEqual([
    ["question"],
    ["question"],
    ["answer"],
  ]);
});

test("learners hear of a new exercise once, and of a deadline that is another for them", async () => {
  await save({ isPublished: false });
  await save({ isPublished: true });
  await save({ isPublished: false });
  expect([await kindsOf(learner), await unreadOf(learner)]).toEqual([[], 0]);
  await save({ isPublished: true });
  expect(await Promise.all([learner, classmate, instructor].map(kindsOf))).toEqual([
    ["exercise"],
    ["exercise"],
    [],
  ]);
  const dueAt = "2150-01-01T00:00:00.000Z";
  await extendExercise(world.as(instructor), { exerciseId, userId: learner.id, dueAt, reason: "Ill" });
  expect((await listNotices(world.as(learner))).items[0]).toMatchObject({
    kind: "extension",
    dueAt,
    isExtended: true,
  });
  await save({ title: "Renamed" });
  await save({ dueAt: "2140-01-01T00:00:00.000Z" });
  // Earlier than their own: for them nothing has changed.
  expect(await kindsOf(learner)).toEqual(["extension", "exercise"]);
  expect(await kindsOf(classmate)).toEqual(["deadline", "exercise"]);
  await save({ dueAt: "2160-01-01T00:00:00.000Z" });
  expect(await kindsOf(learner)).toEqual(["deadline", "extension", "exercise"]);
  await save({ dueAt: null });
  expect((await listNotices(world.as(classmate))).items[0]).toMatchObject({ kind: "deadline", dueAt: null });
});

test("one reads one's own, one by one or all that were seen", async () => {
  await give(1);
  await say(instructor, "Look at the curves.");
  const { items } = await listNotices(world.as(learner));
  const [newest, oldest] = [items[0]!, items[1]!];
  await readNotices(world.as(classmate), { noticeId: newest.id });
  await readNotices(world.as(classmate), { until: "2100-01-01T00:00:00.000Z" });
  expect(await unreadOf(learner)).toBe(2);
  await readNotices(world.as(learner), { until: oldest.happenedAt });
  expect(await kindsOf(learner)).toEqual(["answer", "(grade)"]);
  await readNotices(world.as(learner), { until: newest.happenedAt });
  expect(await unreadOf(learner)).toBe(0);
});

test("nobody is told of what they may not see any more", async () => {
  const { db } = world.deps;
  await say(learner, "Why?");
  await give(1);
  const colleague = await addMember(db, cohortId, "instructor");
  expect(await unreadOf(colleague)).toBe(0);
  await db.update(cohortMember).set({ role: "learner" }).where(eq(cohortMember.userId, instructor.id));
  expect([await kindsOf(instructor), await unreadOf(instructor)]).toEqual([[], 0]);
  await db.delete(cohortMember).where(eq(cohortMember.userId, learner.id));
  expect([await kindsOf(learner), await unreadOf(learner)]).toEqual([[], 0]);
});

test("the oldest are forgotten: after 90 days, and of each person all but 200", async () => {
  const { db } = world.deps;
  const insert = (userId: string, count: number, days: number) =>
    db.execute(sql`
      insert into notice (user_id, cohort_id, kind, exercise_id, subject_id, happened_at)
      select ${userId}, ${cohortId}, 'exercise', ${exerciseId}, gen_random_uuid(),
        now() - make_interval(days => ${days}) - make_interval(mins => number)
      from generate_series(1, ${count}) number`);
  await insert(learner.id, 230, 0);
  await insert(classmate.id, 5, 0);
  await insert(classmate.id, 5, 100);
  await forgetNotices(db);
  const countOf = async ({ id }: Person) => db.$count(notice, eq(notice.userId, id));
  expect([await countOf(learner), await countOf(classmate)]).toEqual([200, 5]);
});
