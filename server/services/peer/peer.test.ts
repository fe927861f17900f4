import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { peerReview, peerRound, runEvent, submission } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { listNotices } from "../notice/list.ts";
import { getSubmission } from "../submission/get.ts";
import { gradeSubmission } from "../submission/grade.ts";
import { submitWork } from "../submission/submit.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { drawPeerReviews } from "./draw.ts";
import { reviewedWork } from "./get.ts";
import { markWork } from "./mark.ts";
import { peerOverview } from "./overview.ts";
import { ownReviews } from "./own.ts";
import { releaseProposals } from "./release.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learners: Person[];
let exerciseId: string;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  const made = await createCohortOf(db);
  ({ cohortId, instructor } = made);
  learners = [made.learner];
  for (let more = 0; more < 3; more += 1) learners.push(await addMember(db, cohortId, "learner"));
  const content = { ...EMPTY_EXERCISE.content, handPoints: 10 };
  ({ id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { content }));
});

async function handIn(by: Person): Promise<string> {
  const { db } = world.deps;
  const [first, ...others] = presetGraph().nodes;
  const graph = { ...presetGraph(), nodes: [{ ...first!, name: "At whose desk" }, ...others] };
  const values = { name: `Run of ${by.name}`, state: "finished", graph, lastSeq: 2 } as const;
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: by.id }, values);
  const body = { kind: "started", attempt: 1, workerId: `Worker of ${by.name}`, fromEpoch: 0 } as const;
  await db.insert(runEvent).values({ runId, seq: 2, body, createdAt: new Date("2020-02-02T00:00:00Z") });
  return createSubmissionOf(db, { cohortId, exerciseId, userId: by.id, runId });
}

const draw = (each = 3, dueAt = "2100-01-01T00:00:00.000Z") =>
  drawPeerReviews(world.as(instructor), { exerciseId, each, method: "median", dueAt });
const toMark = async (by: Person) => (await ownReviews(world.as(by), exerciseId)).items;
const mark = (by: Person, reviewId: string, points: number, comment = "") =>
  markWork(world.as(by), { reviewId, points, levels: {}, answerPoints: {}, comment });
const reviewsNow = () => world.deps.db.select().from(peerReview).where(eq(peerReview.exerciseId, exerciseId));
const overview = () => peerOverview(world.as(instructor), exerciseId);

test("each marks as many of the others, is told of it, and drawn again it is the same", async () => {
  await expect(draw()).rejects.toMatchObject({ code: "CONFLICT" });
  for (const learner of learners) await handIn(learner);
  await Promise.all([draw(2), draw(2)]);
  const before = await reviewsNow();
  expect(before).toHaveLength(8);
  await draw(2);
  expect((await reviewsNow()).map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
  for (const learner of learners) {
    expect(await toMark(learner)).toHaveLength(2);
    expect((await listNotices(world.as(learner))).items.map(({ kind }) => kind)).toEqual(["review"]);
  }
  const rows = await world.deps.db.select().from(submission).where(eq(submission.exerciseId, exerciseId));
  const ownerOf = new Map(rows.map(({ id, userId }) => [id, userId]));
  expect(before.filter(({ submissionId, reviewerId }) => ownerOf.get(submissionId) === reviewerId)).toEqual(
    [],
  );
});

test("who marks is not told whose it is, and nobody else reads it", async () => {
  for (const learner of learners) await handIn(learner);
  await draw();
  const [first, second] = [learners[0]!, learners[1]!];
  const [review] = await toMark(first);
  const text = JSON.stringify(await reviewedWork(world.as(first), review!.id));
  const rows = await world.deps.db.select().from(submission).where(eq(submission.exerciseId, exerciseId));
  for (const telling of [
    ...learners.flatMap(({ id, name }) => [id, name]),
    ...rows.flatMap(({ id, runId }) => [id, runId]),
    "Run of",
    "At whose desk",
    "2020-02-02",
  ]) {
    expect(text).not.toContain(telling);
  }
  expect(JSON.parse(text)).toMatchObject({
    maxFreePoints: 10,
    work: { network: { layers: expect.any(Array) } },
    isDone: false,
  });
  for (const other of [second, instructor]) {
    await expect(reviewedWork(world.as(other), review!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(mark(other, review!.id, 5)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(peerOverview(world.as(first), exerciseId)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("marks come to a proposal, what is far or missing is shown, and the instructor's word stands", async () => {
  const ids = new Map<string, string>();
  for (const learner of learners) ids.set(await handIn(learner), learner.id);
  await draw();
  const [looked, judged] = [...ids.keys()];
  const points = [8, 7, 1];
  for (const { id, submissionId, reviewerId } of await reviewsNow()) {
    const by = learners.find((learner) => learner.id === reviewerId)!;
    if (submissionId === looked) await mark(by, id, points.pop() ?? 0, `A word of ${points.length}`);
    if (submissionId === judged && points.length < 3) await mark(by, id, 5);
  }
  const seen = (await overview()).works.find(({ submissionId }) => submissionId === looked);
  expect(seen?.proposal).toBe(7);
  expect(seen?.marks.map((each) => [each.points, each.isFar]).toSorted()).toEqual([
    [1, true],
    [7, false],
    [8, false],
  ]);
  const all = (await overview()).works;
  expect(all.flatMap(({ marks }) => marks).filter((each) => each.points === null).length).toBeGreaterThan(0);
  const byHand = { points: 9, comment: "Mine.", isReleased: true, levels: {}, pins: [] };
  const own = { submissionId: judged!, answerPoints: {}, ...byHand };
  // Be it as a draft.
  await gradeSubmission(world.as(instructor), { ...own, isReleased: false });
  const release = (submissionId?: string) =>
    releaseProposals(world.as(instructor), { exerciseId, ...(submissionId && { submissionId }) });
  expect(await release(judged)).toEqual({ released: 0 });
  await gradeSubmission(world.as(instructor), own);
  expect(await release(looked)).toEqual({ released: 1 });
  await release();
  expect(await release()).toEqual({ released: 0 });
  const owner = learners.find(({ id }) => id === ids.get(looked!))!;
  const graded = await getSubmission(world.as(owner), looked!);
  expect(graded.hand).toMatchObject({ points: 7, comment: "A word of 0\n\nA word of 1\n\nA word of 2" });
  expect((await getSubmission(world.as(instructor), judged!)).hand).toMatchObject({ points: 9 });
});

test("drawn again, what is done stays, who came late takes part, and who has gone does not", async () => {
  const [a, b, c, late] = learners;
  for (const learner of [a, b, c]) await handIn(learner!);
  await draw(2);
  const [done] = await toMark(a!);
  await mark(a!, done!.id, 4);
  await handIn(late!);
  await removeMember(world.as(instructor), { cohortId, userId: b!.id });
  expect(await overview()).toMatchObject({ undrawn: 1 });
  await draw(2);
  const reviews = await reviewsNow();
  expect(reviews.find(({ id }) => id === done!.id)).toMatchObject({ points: 4 });
  const countOf = (person: Person) => reviews.filter(({ reviewerId }) => reviewerId === person.id).length;
  expect([a, b, c, late].map((person) => countOf(person!))).toEqual([2, 0, 2, 2]);
  expect(await overview()).toMatchObject({ undrawn: 0 });
});

test("marks are within what is given by hand, and in time", async () => {
  for (const learner of learners) await handIn(learner);
  await draw();
  const [first] = learners;
  const [review] = await toMark(first!);
  await expect(mark(first!, review!.id, 11)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await mark(first!, review!.id, 3);
  await mark(first!, review!.id, 4);
  expect((await reviewsNow()).filter(({ doneAt }) => doneAt !== null)).toMatchObject([{ points: 4 }]);
  await world.deps.db
    .update(peerRound)
    .set({ dueAt: new Date("2026-01-01T00:00:00Z") })
    .where(eq(peerRound.exerciseId, exerciseId));
  await expect(mark(first!, review!.id, 5)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await ownReviews(world.as(first!), exerciseId)).toMatchObject({ isOpen: false });
});

test("answers are marked, in points of their own, by who is not told what was right", async () => {
  const { db } = world.deps;
  const questions: Question[] = [
    { id: "why", kind: "text", prompt: "Why?", points: 3 },
    { id: "many", kind: "number", prompt: "How many?", points: 1, unit: "" },
  ];
  const answerKeys: AnswerKeys = {
    why: { kind: "text", message: "Names the padding." },
    many: { kind: "number", value: 4.25, tolerance: { kind: "absolute", by: 0 }, message: "Count." },
  };
  const content = { ...EMPTY_EXERCISE.content, isNetworkAsked: false, questions };
  const of = { cohortId, createdBy: instructor.id };
  ({ id: exerciseId } = await createExerciseOf(db, of, { content, answerKeys }));
  for (const [place, learner] of learners.entries()) {
    const answers: Answers = {
      why: { kind: "text", text: `It pads ${place}.` },
      many: { kind: "number", text: "7" },
    };
    await submitWork(world.as(learner), { exerciseId, answers });
  }
  await draw();
  const [first] = learners;
  const [review] = await toMark(first!);
  const seen = await reviewedWork(world.as(first!), review!.id);
  expect(seen).toMatchObject({ work: null, maxFreePoints: 0 });
  expect(seen.answers.map(({ told }) => told)).toEqual([expect.stringMatching(/It pads [123]\./), "7"]);
  expect(JSON.stringify(seen)).not.toMatch(/4\.25|Count\.|padding|"isRight":(true|false)/);
  await expect(mark(first!, review!.id, 0)).rejects.toMatchObject({
    message: "Give points for “Why?” before it is marked.",
  });
  const give = (by: Person, reviewId: string, why: number) =>
    markWork(world.as(by), { reviewId, points: 0, levels: {}, answerPoints: { why }, comment: "" });
  await expect(give(first!, review!.id, 4)).rejects.toMatchObject({ message: /At most 3 points/ });
  const looked = (await reviewsNow()).find(({ id }) => id === review!.id)?.submissionId;
  const points = [1, 3, 2];
  for (const { id, submissionId, reviewerId } of await reviewsNow()) {
    const by = learners.find((learner) => learner.id === reviewerId)!;
    if (submissionId === looked) await give(by, id, points.pop() ?? 0);
  }
  expect(await releaseProposals(world.as(instructor), { exerciseId })).toEqual({ released: 1 });
  expect((await getSubmission(world.as(instructor), looked!)).hand).toMatchObject({
    points: 2,
    answerPoints: { why: 2 },
  });
});
