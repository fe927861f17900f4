import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { exercise, runEvent } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  type Person,
} from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { Pin } from "#models/grading/pin.ts";
import type { Rubric } from "#models/grading/rubric.ts";
import type { GradeInput } from "#server/contract/submission.ts";
import { setRole } from "../cohort/set-role.ts";
import { getGradebook } from "../gradebook/get.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { discussSubmission } from "./discuss.ts";
import { getSubmission } from "./get.ts";
import { gradeSubmission } from "./grade.ts";
import { classSubmissions } from "./of-class.ts";
import { ownSubmissions } from "./own.ts";
import { submittedWork } from "./work.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person;

const rubric: Rubric = [
  {
    id: "argued",
    title: "The choice is argued",
    levels: [
      { title: "Not yet", points: 0 },
      { title: "Well", points: 4 },
    ],
  },
  { id: "curves", title: "The curves are read", levels: [{ title: "Yes", points: 1.5 }] },
];

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, instructor, learner } = await createCohortOf(world.deps.db));
});

async function handedIn(values: Partial<typeof EMPTY_EXERCISE.content> = {}) {
  const { db } = world.deps;
  const content = { ...EMPTY_EXERCISE.content, ...values };
  const of = { cohortId, createdBy: instructor.id };
  const { id: exerciseId } = await createExerciseOf(db, of, { content });
  const run = await createRunOf(db, { cohortId, startedBy: learner.id }, { state: "finished" });
  const submissionId = await createSubmissionOf(db, {
    cohortId,
    exerciseId,
    userId: learner.id,
    runId: run.id,
  });
  const give = (input: Partial<GradeInput>) =>
    gradeSubmission(world.as(instructor), {
      submissionId,
      points: 0,
      comment: "",
      isReleased: true,
      levels: {},
      answerPoints: {},
      pins: [],
      ...input,
    });
  return { exerciseId, submissionId, run, give };
}

test("a rubric gives the points, whole before it is released, and the learner sees which levels", async () => {
  const { submissionId, give } = await handedIn({ rubric, handPoints: 99 });
  const draft = await give({ levels: { argued: 1 }, isReleased: false, points: 50 });
  expect(draft).toMatchObject({ maxHandPoints: 5.5, hand: null, grades: [{ points: 4 }] });
  await expect(give({ levels: { argued: 1 } })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "Choose a level of “The curves are read” before it is released.",
  });
  await give({ levels: { argued: 1, curves: 0 } });
  // The same once more adds nothing, in whatever order.
  expect((await give({ levels: { curves: 0, argued: 1 } })).grades).toHaveLength(2);
  expect(await getSubmission(world.as(learner), submissionId)).toMatchObject({
    points: 5.5,
    hand: { points: 5.5, levels: { argued: 1, curves: 0 } },
    rubric,
    grades: [],
  });
});

test("comments are pinned to what is there, and are drafts until they are released", async () => {
  const { submissionId, run, give } = await handedIn({ handPoints: 5 });
  const [, node] = run.graph.nodes;
  const pins: Pin[] = [
    { anchor: { kind: "layer", layer: node?.name ?? "" }, text: "Why so many filters?" },
    { anchor: { kind: "epoch", epoch: 1 }, text: "Here it begins to learn by heart." },
  ];
  await give({ pins, isReleased: false });
  expect((await getSubmission(world.as(learner), submissionId)).hand).toBeNull();
  await give({ pins, points: 3 });
  expect((await getSubmission(world.as(learner), submissionId)).hand).toMatchObject({ points: 3, pins });
  const nowhere: Pin = { anchor: { kind: "layer", layer: "no-such-layer" }, text: "?" };
  await expect(give({ pins: [nowhere] })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("a question about a grade is a thread that both see, ended by who grades and opened again", async () => {
  const { as, deps } = world;
  const { exerciseId, submissionId } = await handedIn();
  const say = (who: Person, text: string, outcome: "changed" | "kept" | null = null) =>
    discussSubmission(as(who), { submissionId, text, outcome });
  expect(await say(learner, "Why no points for the curves?")).toMatchObject({ regrade: "open" });
  const { people } = await classSubmissions(as(instructor), exerciseId);
  expect(people.map(({ best }) => best?.regrade)).toEqual(["open"]);
  expect(await say(instructor, "You name none.")).toMatchObject({ regrade: "answered" });
  expect(await say(instructor, "So it stays.", "kept")).toMatchObject({ regrade: "kept" });
  const [own] = (await ownSubmissions(as(learner), exerciseId)).items;
  expect(own?.thread.map(({ isMine, isOfLearner, outcome }) => [isMine, isOfLearner, outcome])).toEqual([
    [true, true, null],
    [false, false, null],
    [false, false, "kept"],
  ]);
  expect(await say(learner, "On page 2?")).toMatchObject({ regrade: "open" });

  await expect(say(learner, "Mine is right.", "changed")).rejects.toMatchObject({ code: "FORBIDDEN" });
  const classmate = await addMember(deps.db, cohortId, "learner");
  await expect(say(classmate, "And mine?")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an assistant grades what others hand in, and neither judges nor sees the drafts of their own", async () => {
  const { as, deps } = world;
  const { exerciseId, submissionId, give } = await handedIn({ handPoints: 5 });
  await give({ points: 1, isReleased: false });
  const assistant = await addMember(deps.db, cohortId, "assistant");
  const graded = {
    submissionId,
    points: 4,
    comment: "",
    isReleased: true,
    levels: {},
    answerPoints: {},
    pins: [],
  };
  expect(await gradeSubmission(as(assistant), graded)).toMatchObject({
    points: 4,
    grades: [{ points: 4, gradedBy: assistant.name }, { points: 1 }],
  });
  // A learner who has become one.
  await setRole(as(instructor), { cohortId, userId: learner.id, role: "assistant" });
  await give({ points: 2, isReleased: false });
  await expect(gradeSubmission(as(learner), graded)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await getSubmission(as(learner), submissionId)).grades).toEqual([]);
  const { people } = await classSubmissions(as(learner), exerciseId);
  expect(people.map(({ best }) => best?.grades)).toEqual([[]]);
  const drafts = async (who: Person) =>
    (await getGradebook(as(who), cohortId)).cells.map(({ draft }) => draft);
  expect([await drafts(learner), await drafts(assistant)]).toEqual([[null], [2]]);
  await expect(
    setRole(as(assistant), { cohortId, userId: learner.id, role: "learner" }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(
    setRole(as(instructor), { cohortId, userId: instructor.id, role: "assistant" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("who marks is shown the run, without a name or an id that leads to it, and nobody else's", async () => {
  const { as, deps } = world;
  const { submissionId, run } = await handedIn();
  await deps.db.insert(runEvent).values({
    runId: run.id,
    seq: run.lastSeq + 1,
    body: { kind: "started", attempt: 1, workerId: "worker-of-theirs", fromEpoch: 0 },
  });
  const work = await submittedWork(as(instructor), submissionId);
  expect(work).toMatchObject({
    plannedEpochs: run.hyperParameters.epochs,
    layerNames: run.graph.nodes.map(({ name }) => name),
    history: { workerId: null },
    validation: null,
  });
  expect(work?.network.layers).toHaveLength(run.graph.nodes.length);
  const told = JSON.stringify(work);
  for (const secret of [run.id, run.name, learner.id, learner.name, "worker-of-theirs"]) {
    expect(told).not.toContain(secret);
  }
  const classmate = await addMember(deps.db, cohortId, "learner");
  await expect(submittedWork(as(classmate), submissionId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an older grade shows the rubric that it was given by, whatever the exercise says by now", async () => {
  const { as, deps } = world;
  const { exerciseId, submissionId, give } = await handedIn({ rubric });
  await give({ levels: { argued: 1, curves: 0 } });
  const content = { ...EMPTY_EXERCISE.content, rubric: [{ ...rubric[1]!, title: "Something else" }] };
  await deps.db.update(exercise).set({ content }).where(eq(exercise.id, exerciseId));
  const told = await getSubmission(as(learner), submissionId);
  expect([told.hand?.rubric, told.rubric]).toEqual([rubric, content.rubric]);
  await give({ levels: { curves: 0 } });
  const { grades } = await getSubmission(as(instructor), submissionId);
  expect(grades.map((each) => each.rubric.length)).toEqual([1, 2]);
});
