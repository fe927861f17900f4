import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { exercise, runEvaluation, submission } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  type Person,
} from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import type { ExerciseContent, ExerciseHandIn } from "#models/exercises/exercise.ts";
import { createExercise } from "../exercise/create.ts";
import { extendExercise } from "../exercise/extend.ts";
import { getExercise } from "../exercise/get.ts";
import { saveExercise } from "../exercise/save.ts";
import { gradebookTable } from "../gradebook/table.ts";
import { evaluationOf } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { enqueueScoring } from "./enqueue.ts";
import { finishScoring } from "./finish.ts";
import { getSubmission } from "./get.ts";
import { gradeSubmission } from "./grade.ts";
import { classSubmissions } from "./of-class.ts";
import { ownSubmissions } from "./own.ts";
import { scoreAgain } from "./score-again.ts";
import { submitWork } from "./submit.ts";

const AGO = new Date("2020-01-01T12:00:00Z");
const QUESTIONS: Question[] = [
  {
    id: "which",
    kind: "choice",
    prompt: "Which keeps the size?",
    points: 2,
    options: [
      { id: "same", text: "same" },
      { id: "valid", text: "valid" },
    ],
    isSeveral: false,
    isShuffled: false,
  },
  { id: "many", kind: "number", prompt: "=How many?", points: 1, unit: "" },
  { id: "why", kind: "text", prompt: "Why?", points: 3 },
];
const KEYS: AnswerKeys = {
  which: { kind: "choice", right: ["same"], isPartial: false, message: "Count the edge." },
  many: { kind: "number", value: 1.5, tolerance: { kind: "absolute", by: 0.1 }, message: "" },
  why: { kind: "text", message: "Names the padding." },
};
const ANSWERS: Answers = {
  which: { kind: "choice", chosen: ["same"] },
  many: { kind: "number", text: "1,45" },
  why: { kind: "text", text: "It pads." },
};
const content: ExerciseContent = { ...EMPTY_EXERCISE.content, isNetworkAsked: false, questions: QUESTIONS };

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

function asked(values: Parameters<typeof createExerciseOf>[2] = {}, handIn: Partial<ExerciseHandIn> = {}) {
  const of = { cohortId, createdBy: instructor.id };
  return createExerciseOf(world.deps.db, of, {
    content,
    answerKeys: KEYS,
    handIn: { ...EMPTY_EXERCISE.handIn, ...handIn },
    ...values,
  });
}

test("answers are judged as they are handed in, and text by a person, in points of its own", async () => {
  const { as } = world;
  const { id: exerciseId } = await asked();
  const { id: submissionId, ...made } = await submitWork(as(learner), { exerciseId, answers: ANSWERS });
  expect(made).toMatchObject({ state: "scored", runId: null, points: 3, maxPoints: 6, maxHandPoints: 3 });
  expect(made.answers.map(({ told, isRight, points }) => [told, isRight, points])).toEqual([
    ["same", true, 2],
    ["1,45", true, 1],
    ["It pads.", null, null],
  ]);
  const give = (answerPoints: Record<string, number>, isReleased = true) =>
    gradeSubmission(as(instructor), {
      submissionId,
      points: 0,
      comment: "",
      levels: {},
      pins: [],
      answerPoints,
      isReleased,
    });
  await expect(give({})).rejects.toMatchObject({ message: "Give points for “Why?” before it is released." });
  await expect(give({ why: 4 })).rejects.toMatchObject({ message: /At most 3 points/ });
  await expect(give({ many: 1 })).rejects.toMatchObject({ message: /no question many/ });
  await give({ why: 2 }, false);
  expect(await getSubmission(as(learner), submissionId)).toMatchObject({ points: 3, hand: null });
  await give({ why: 2 });
  const told = await getSubmission(as(learner), submissionId);
  expect(told).toMatchObject({ points: 5, hand: { points: 2 } });
  expect(told.answers.map(({ points }) => points)).toEqual([2, 1, 2]);

  const [row] = await gradebookTable(as(instructor), cohortId);
  expect(Object.entries(row ?? {}).filter(([name]) => name.includes("question"))).toEqual([
    ["1. New exercise: question 1, Which keeps the size?", 2],
    ["1. New exercise: question 2, =How many?", 1],
    ["1. New exercise: question 3, Why?", 2],
  ]);
});

test("what is right is told to who marks, and to learners when the exercise says so and nobody can hand in", async () => {
  const { as, deps } = world;
  const { id: exerciseId } = await asked({ content: { ...content, solutions: "closed" } });
  const wrong: Answers = { ...ANSWERS, which: { kind: "choice", chosen: ["valid"] } };
  const { id } = await submitWork(as(learner), { exerciseId, answers: wrong });
  const expectedBy = async (who: Person) =>
    (await getSubmission(as(who), id)).answers.map(({ expected }) => expected);
  const right = ["same", "1.5, give or take 0.1", "Names the padding."];
  expect(await expectedBy(instructor)).toEqual(right);
  expect(await expectedBy(learner)).toEqual([null, null, null]);
  // A hint is for who was wrong.
  expect((await getSubmission(as(learner), id)).answers.map(({ message }) => message)).toEqual([
    "Count the edge.",
    "",
    "",
  ]);
  const assistant = await addMember(deps.db, cohortId, "assistant");
  expect((await getExercise(as(assistant), exerciseId)).keys).toBeNull();
  expect((await getExercise(as(instructor), exerciseId)).keys).toEqual(KEYS);

  const late = await addMember(deps.db, cohortId, "learner");
  const more = { exerciseId, userId: late.id, dueAt: "2099-06-01T00:00:00Z", reason: "" };
  await extendExercise(as(instructor), more);
  await deps.db.update(exercise).set({ dueAt: AGO }).where(eq(exercise.id, exerciseId));
  // Somebody may still answer.
  expect(await expectedBy(learner)).toEqual([null, null, null]);
  const never = await asked({ dueAt: AGO });
  const { id: before } = await submitWork(as(learner), { exerciseId, answers: wrong });
  expect(before).toBe(id);
  await extendExercise(as(instructor), { ...more, dueAt: "2020-02-01T00:00:00Z" });
  await deps.db.execute(sql`delete from exercise_extension where due_at > now()`);
  expect(await expectedBy(learner)).toEqual(right);
  await deps.db.update(submission).set({ exerciseId: never.id }).where(eq(submission.id, id));
  expect(await expectedBy(learner)).toEqual([null, null, null]);
});

test("the same answers are one submission however often, others are another, until none is left", async () => {
  const { as } = world;
  const { id: exerciseId } = await asked({}, { limits: { total: 2, perDay: null } });
  const hand = (answers: Answers) => submitWork(as(learner), { exerciseId, answers });
  const same = await Promise.all([hand(ANSWERS), hand(ANSWERS), hand({ ...ANSWERS })]);
  expect(new Set(same.map(({ id }) => id)).size).toBe(1);
  expect((await hand({ many: { kind: "number", text: "2" } })).number).toBe(2);
  await expect(hand({ many: { kind: "number", text: "3" } })).rejects.toMatchObject({
    code: "QUOTA_EXCEEDED",
  });
  // What was handed in before is still the same.
  expect((await hand(ANSWERS)).id).toBe(same[0].id);
  const own = await ownSubmissions(as(learner), exerciseId);
  expect([own.left.now, own.items.length, own.runs]).toEqual([0, 2, []]);
});

test("lateness takes from answers as from networks, and a closed exercise takes none", async () => {
  const { as } = world;
  const late = { late: { kind: "percent", percentADay: 50 } } as const;
  const { id } = await asked({}, late);
  const dueAt = sql`now() - interval '1 hour'`;
  await world.deps.db.update(exercise).set({ dueAt }).where(eq(exercise.id, id));
  expect(await submitWork(as(learner), { exerciseId: id, answers: ANSWERS })).toMatchObject({
    latePercent: 50,
    points: 1.5,
  });
  const closed = await asked({ dueAt: AGO });
  const refusal = submitWork(as(learner), { exerciseId: closed.id, answers: ANSWERS });
  await expect(refusal).rejects.toMatchObject({ code: "CONFLICT" });
});

test.each([
  ["nothing", {}, /Answer at least one/],
  ["a number that can be two", { many: { kind: "number", text: "1,500" } }, /Question 2: .*two ways/],
  ["an option that is none", { which: { kind: "choice", chosen: ["other"] } }, /Question 1/],
  ["a question that is not asked", { other: { kind: "text", text: "?" } }, /changed meanwhile/],
] as [string, Answers, RegExp][])("%s is refused in words and costs nothing", async (_, answers, message) => {
  const { id: exerciseId } = await asked({}, { limits: { total: 1, perDay: null } });
  const refusal = submitWork(world.as(learner), { exerciseId, answers });
  await expect(refusal).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(message),
  });
  expect((await ownSubmissions(world.as(learner), exerciseId)).left.now).toBe(1);
});

test("a key that was wrong is corrected: points are judged again, and it is on record who did it", async () => {
  const { as } = world;
  const { id: exerciseId } = await asked();
  const { id } = await submitWork(as(learner), { exerciseId, answers: ANSWERS });
  const keys: AnswerKeys = {
    ...KEYS,
    which: { ...KEYS["which"], kind: "choice", right: ["valid"] } as never,
  };
  const save = (revision: number, changed: Partial<{ keys: AnswerKeys; title: string }>) =>
    saveExercise(as(instructor), { exerciseId, revision, ...changed });
  await save(1, { keys });
  expect(await getSubmission(as(learner), id)).toMatchObject({
    points: 1,
    changes: [{ before: 3, after: 1, reason: /right about the questions/, changedBy: instructor.name }],
  });
  // What changes nothing is no change.
  await save(2, { title: "Renamed" });
  await save(3, { keys });
  await scoreAgain(as(instructor), { exerciseId });
  expect((await getSubmission(as(learner), id)).changes).toHaveLength(1);
  await expect(save(4, { keys: {} })).rejects.toMatchObject({ message: "Question 1: Say what is right." });
});

test("of the run that is handed in, its own matrix is asked about, when it is scored", async () => {
  const { as, deps } = world;
  const own: Question = { id: "cell", kind: "cell", prompt: "?", points: 2, matrix: { kind: "own-run" } };
  const rule = { kind: "taken-for", className: "A" } as const;
  const both = { ...content, isNetworkAsked: true, questions: [own] };
  const { id: exerciseId } = await asked({
    content: both,
    answerKeys: { cell: { kind: "cell", rule, message: "" } },
  });
  const run = await createRunOf(deps.db, { cohortId, startedBy: learner.id }, { state: "finished" });
  const base = evaluationOf(0.5);
  const [first] = base.perClass;
  const validation = {
    ...base,
    perClass: ["A", "B"].map((className) => ({ ...first!, className })),
    confusion: [
      [1, 5],
      [2, 3],
    ],
  };
  await deps.db.insert(runEvaluation).values({ runId: run.id, test: base, validation, mistakes: [] });
  const of = { cohortId, exerciseId, userId: learner.id, runId: run.id };
  const submissionId = await createSubmissionOf(deps.db, of);
  const answers: Answers = { cell: { kind: "cell", row: "A", column: "B" } };
  await deps.db.update(submission).set({ answers }).where(eq(submission.id, submissionId));
  await deps.db.transaction((tx) => enqueueScoring(deps, tx, submissionId));
  const [row] = await deps.db.select().from(submission).where(eq(submission.id, submissionId));
  const claim = { submissionId, jobId: row?.jobId ?? "" };
  const scored = { weightsSha256: "a", evaluation: base, answers: null };
  expect(await finishScoring(deps.db, claim, scored)).toBe(true);
  expect(await getSubmission(as(learner), submissionId)).toMatchObject({
    points: 2,
    answers: [{ isRight: true, told: "row A, column B" }],
    changes: [{ before: 0, after: 2, changedBy: null }],
  });
});

test("a network and answers are handed in together, where both are asked for", async () => {
  const { as } = world;
  const both = await asked({ content: { ...content, isNetworkAsked: true } });
  const refusal = submitWork(as(learner), { exerciseId: both.id, answers: ANSWERS });
  await expect(refusal).rejects.toMatchObject({ message: /Choose the run/ });
  const alone = await asked();
  const run = await createRunOf(world.deps.db, { cohortId, startedBy: learner.id }, { state: "finished" });
  await expect(
    submitWork(as(learner), { exerciseId: alone.id, runId: run.id, answers: ANSWERS }),
  ).rejects.toMatchObject({ message: /answers alone/ });
});

test("who has answers alone is in the class and in the gradebook, and copies carry what is right", async () => {
  const { as } = world;
  const { id: exerciseId } = await asked();
  await submitWork(as(learner), { exerciseId, answers: ANSWERS });
  const { people, counts } = await classSubmissions(as(instructor), exerciseId);
  expect([counts.scored, people.map(({ best }) => best?.points)]).toEqual([1, [3]]);
  const copy = await createExercise(as(instructor), { cohortId, from: { kind: "copy", exerciseId } });
  expect([copy.keys, copy.points]).toEqual([KEYS, pointsOf(content)]);
  const file = {
    format: "strata-exercise" as const,
    version: 1 as const,
    title: "From a file",
    content,
    keys: {},
    handIn: EMPTY_EXERCISE.handIn,
  };
  const made = createExercise(as(instructor), { cohortId, from: { kind: "file", file } });
  await expect(made).rejects.toMatchObject({ message: "Question 1: Say what is right." });
});

test("results of the vision lab are judged like other answers, and those of another picture refused", async () => {
  const { as } = world;
  const size = { width: 100, height: 80 };
  const car = { class: "car", left: 10, top: 10, right: 50, bottom: 50 };
  const questions: Question[] = [
    { id: "cars", kind: "detection", prompt: "Cars?", points: 2, picture: { name: "street.jpg", size } },
    { id: "mask", kind: "mask", prompt: "Where?", points: 2, picture: { name: "", size: null } },
    { id: "passed", kind: "video-count", prompt: "How many?", points: 2, video: "street.mp4" },
  ];
  const counts = [{ class: "car", count: 1, tolerance: 0 }];
  const shared = { isPartial: true, message: "" };
  const mask = { width: 4, height: 2, runs: "2 4 2" };
  const answerKeys: AnswerKeys = {
    cars: { kind: "detection", objects: [car], iou: 0.5, counts, ...shared },
    mask: { kind: "mask", mask, iou: 0.9, message: "Mind the edge." },
    passed: { kind: "video-count", counts, ...shared },
  };
  const { id: exerciseId } = await asked({ content: { ...content, questions }, answerKeys });
  const found = (width: number): Answers => ({
    cars: { kind: "detection", file: "street.jpg", size: { ...size, width }, boxes: [car, car] },
    mask: { kind: "mask", file: "", mask: { ...mask, runs: "3 3 2" } },
    passed: { kind: "video-count", file: "street.mp4", counts },
  });
  const refusal = submitWork(as(learner), { exerciseId, answers: found(99) });
  await expect(refusal).rejects.toMatchObject({ message: /Question 1: Expected a picture of 100 × 80/ });
  const { answers } = await submitWork(as(learner), { exerciseId, answers: found(100) });
  expect(answers.map(({ told, points, message, expected }) => [told, points, message, expected])).toEqual([
    ["street.jpg: 2 × car", 1, "", null],
    ["3 pixels, 37.5 % of the picture", 0, "Mind the edge.", null],
    ["street.mp4: 1 × car", 2, "", null],
  ]);
});
