import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { artifact, exercise, grade, runPrediction, submission, type run } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  type Person,
} from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { NO_RULES } from "#models/exercises/no-rules.ts";
import { eventually } from "#models/testing/eventually.ts";
import { FORMER_MEMBER } from "#server/contract/former-member.ts";
import { removePerson } from "../account/remove.ts";
import { whatStays } from "../account/what-stays.ts";
import { cohortContents } from "../cohort/contents.ts";
import { cohortTable } from "../cohort/tables.ts";
import { removeCohort } from "../cohort/remove.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { extendExercise } from "../exercise/extend.ts";
import { removeExercise } from "../exercise/remove.ts";
import { cancelRun } from "../run/cancel.ts";
import { finishRun } from "../run/finish.ts";
import { removeRun } from "../run/remove.ts";
import { droppableModels, ofPerson } from "../storage/drop-models.ts";
import { claimNext, evaluationOf, outcomeOf, queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { enqueueScorings, giveUpLostScorings } from "./enqueue.ts";
import { failScoring, finishScoring } from "./finish.ts";
import { getSubmission } from "./get.ts";
import { gradeSubmission } from "./grade.ts";
import { loadScoring } from "./load.ts";
import { classSubmissions } from "./of-class.ts";
import { ownSubmissions } from "./own.ts";
import { scoreAgain } from "./score-again.ts";
import { submitWork } from "./submit.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let classmate: Person;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner, instructor } = await createCohortOf(world.deps.db));
  classmate = await addMember(world.deps.db, cohortId, "learner");
});

/** Without a rubric, and pinned to nothing. */
const FREE = { levels: {}, answerPoints: {}, pins: [] };
const AGO = new Date("2020-01-01T12:00:00Z");
const AHEAD = new Date("2099-01-01T12:00:00Z");
const CHECKS: Check[] = [
  { id: "right", test: { kind: "accuracy", min: 0.8 }, points: 6, message: "Train it longer." },
  { id: "small", test: { kind: "max-params", max: 5000 }, points: 4, message: "" },
];
const content = { ...EMPTY_EXERCISE.content, checks: CHECKS };

const asked = (values: Parameters<typeof createExerciseOf>[2] = {}, handIn: Partial<ExerciseHandIn> = {}) =>
  createExerciseOf(
    world.deps.db,
    { cohortId, createdBy: instructor.id },
    { content, handIn: { ...EMPTY_EXERCISE.handIn, ...handIn }, ...values },
  );

async function trained(person: Person = learner, values: Partial<typeof run.$inferInsert> = {}) {
  const { db } = world.deps;
  const made = await createRunOf(db, { cohortId, startedBy: person.id }, { state: "finished", ...values });
  const file = {
    kind: "onnx",
    storageKey: `runs/${made.id}/model-1.onnx`,
    sizeBytes: 1,
    sha256: "a",
  } as const;
  await db.insert(artifact).values({ runId: made.id, ...file });
  return made.id;
}

const claimOf = async (submissionId: string) => {
  const [row] = await world.deps.db
    .select({ jobId: submission.jobId })
    .from(submission)
    .where(eq(submission.id, submissionId));
  return { submissionId, jobId: row?.jobId ?? "" };
};

async function scored(submissionId: string, accuracy: number) {
  const answers = Buffer.from(new Float32Array([1, 0]).buffer);
  const evaluation = evaluationOf(accuracy);
  return finishScoring(world.deps.db, await claimOf(submissionId), {
    weightsSha256: "a",
    evaluation,
    answers,
  });
}

describe("handing in", () => {
  test("the same run, however often and at once, is one submission", async () => {
    const { as } = world;
    const [{ id: exerciseId }, runId] = [await asked(), await trained()];
    const input = { exerciseId, runId };
    const all = await Promise.all(
      [1, 2, 3].map(() => submitWork(as(learner), { ...input, idempotencyKey: randomUUID() })),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all[0]).toMatchObject({
      number: 1,
      state: "queued",
      points: null,
      maxPoints: 10,
      latePercent: null,
    });
    expect((await ownSubmissions(as(learner), exerciseId)).items).toHaveLength(1);
  });

  test.each([
    ["a classmate's run", async () => trained(classmate), "NOT_FOUND", /no such run/],
    ["a run that failed", async () => trained(learner, { state: "failed" }), "CONFLICT", /This run failed/],
    [
      "a run on another dataset",
      async () => trained(learner, { datasetId: "eurosat-rgb" }),
      "INVALID_INPUT",
      /another dataset/,
    ],
    [
      "a network that is too large",
      async () => trained(learner, { params: 60_000 }),
      "INVALID_INPUT",
      /At most 50,000 parameters/,
    ],
    [
      "a network that is not kept",
      async () => {
        const runId = await trained();
        await world.deps.db.delete(artifact).where(eq(artifact.runId, runId));
        return runId;
      },
      "NOT_READY",
      /not kept any more/,
    ],
  ])("%s is refused in words", async (_, make, code, message) => {
    const rules = { ...NO_RULES, maxParams: 50_000 };
    const { id: exerciseId } = await asked({ content: { ...content, rules } });
    const refusal = submitWork(world.as(learner), { exerciseId, runId: await make() });
    await expect(refusal).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect((await ownSubmissions(world.as(learner), exerciseId)).items).toEqual([]);
  });

  test("ends at the deadline of who hands in, and costs what the late rule says", async () => {
    const { as } = world;
    const closed = await asked({ dueAt: AGO });
    const input = { exerciseId: closed.id, runId: await trained() };
    await expect(submitWork(as(learner), input)).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Nothing is taken any more: it closed on Wed 1 Jan 2020, 12:00 (UTC).",
    });
    const more = { exerciseId: closed.id, userId: learner.id, dueAt: AHEAD.toISOString(), reason: "" };
    await extendExercise(as(instructor), more);
    expect((await submitWork(as(learner), input)).latePercent).toBeNull();
    const waiting = await asked({ opensAt: AHEAD, dueAt: null });
    await expect(submitWork(as(learner), { ...input, exerciseId: waiting.id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/opens on/),
    });
  });

  test("stops where the submissions are used up, also when many come at once", async () => {
    const { as } = world;
    const { id: exerciseId } = await asked({}, { limits: { total: 2, perDay: null } });
    const runs = [await trained(), await trained(), await trained(), await trained()];
    const results = await Promise.allSettled(
      runs.map((runId) => submitWork(as(learner), { exerciseId, runId })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect((await ownSubmissions(as(learner), exerciseId)).left).toEqual({ now: 0, total: 0, nextAt: null });
    expect((await ownSubmissions(as(classmate), exerciseId)).left.now).toBe(2);
    const daily = await asked({}, { limits: { total: null, perDay: 1 } });
    await submitWork(as(learner), { exerciseId: daily.id, runId: runs[0]! });
    await expect(submitWork(as(learner), { exerciseId: daily.id, runId: runs[1]! })).rejects.toMatchObject({
      code: "QUOTA_EXCEEDED",
      message: expect.stringMatching(/The next is taken on/),
    });
  });
});

test("a run from the weights of another is told as such, judged by a class's recall, and refused where the length of training is limited", async () => {
  const { as } = world;
  const startedFrom = { source: "A long run", layers: 2, of: 3 };
  const runId = await trained(learner, { startedFrom });
  const limited = await asked({ content: { ...content, rules: { ...NO_RULES, maxEpochs: 200 } } });
  await expect(submitWork(as(learner), { exerciseId: limited.id, runId })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(/fresh weights; this run started from weights of A long run/),
  });
  const recall = (className: string, min: number): Check => ({
    id: className.toLowerCase(),
    test: { kind: "class-recall", className, min },
    points: 2,
    message: "",
  });
  const free = await asked({
    content: { ...content, checks: [recall("Forest", 0.7), recall("River", 0.9)] },
  });
  const { id } = await submitWork(as(learner), { exerciseId: free.id, runId });
  await scored(id, 0.8);
  expect(await getSubmission(as(instructor), id)).toMatchObject({
    startedFrom,
    points: 2,
    results: [
      { isPassed: true, title: expect.stringContaining("Forest") },
      { isPassed: false, title: expect.stringContaining("River") },
    ],
  });
  expect((await ownSubmissions(as(learner), free.id)).items).toMatchObject([{ startedFrom }]);
});

test("handing in to an exercise that is just being deleted finds none", async () => {
  const { deps, as } = world;
  const [{ id: exerciseId }, runId] = [await asked(), await trained()];
  const { late } = await deps.db.transaction(async (tx) => {
    await tx.delete(exercise).where(eq(exercise.id, exerciseId));
    const late = submitWork(as(learner), { exerciseId, runId });
    await eventually(async () => {
      const { rows } = await deps.db.execute(
        sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    });
    return { late };
  });
  await expect(late).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("a run that is under way", () => {
  test("counts from when it was handed in, though the deadline passes while it waits", async () => {
    const { deps, as } = world;
    const { id: exerciseId } = await asked();
    const { id: runId } = await queuedRun(world, cohortId, learner);
    const { id, state } = await submitWork(as(learner), { exerciseId, runId });
    expect(state).toBe("waiting");
    // The deadline is past now.
    await deps.db.update(exercise).set({ dueAt: AGO }).where(eq(exercise.id, exerciseId));
    await finishRun(deps.db, await claimNext(world), outcomeOf(0.9));
    await enqueueScorings(deps);
    expect(await loadScoring(deps.db, await claimOf(id))).toMatchObject({ runId });
    await scored(id, 0.9);
    expect(await getSubmission(as(learner), id)).toMatchObject({
      state: "scored",
      points: expect.any(Number),
      latePercent: null,
    });
  });

  test("costs nothing where it is cancelled", async () => {
    const { as } = world;
    const { id: exerciseId } = await asked({}, { limits: { total: 1, perDay: 1 } });
    const { id: runId } = await queuedRun(world, cohortId, learner);
    const { id } = await submitWork(as(learner), { exerciseId, runId });
    expect((await ownSubmissions(as(learner), exerciseId)).left.now).toBe(0);
    await cancelRun(as(learner), runId);
    expect(await getSubmission(as(learner), id)).toMatchObject({
      state: "void",
      failure: "The run was cancelled, so this costs no submission.",
    });
    expect((await ownSubmissions(as(learner), exerciseId)).left.now).toBe(1);
    // And it does not keep the run.
    await removeRun(as(learner), runId);
    expect((await ownSubmissions(as(learner), exerciseId)).items).toEqual([]);
  });
});

describe("scoring", () => {
  const handedIn = async (values: Parameters<typeof asked>[0] = {}) => {
    const { id: exerciseId } = await asked(values);
    const runId = await trained();
    const { id } = await submitWork(world.as(learner), { exerciseId, runId });
    return { exerciseId, runId, id };
  };

  test("judges every check, keeps what was answered on the server, and can be done again by other checks", async () => {
    const { deps, as } = world;
    const { id, exerciseId, runId } = await handedIn();
    expect(await scored(id, 0.7)).toBe(true);
    const first = await getSubmission(as(learner), id);
    expect(first).toMatchObject({ state: "scored", points: 4 });
    expect(first.results.map(({ checkId, isPassed }) => [checkId, isPassed])).toEqual([
      ["right", false],
      ["small", true],
    ]);
    const [kept] = await deps.db.select().from(runPrediction).where(eq(runPrediction.runId, runId));
    expect([kept?.answers.readFloatLE(0), kept?.answers.readFloatLE(4)]).toEqual([1, 0]);
    expect(JSON.stringify(await ownSubmissions(as(learner), exerciseId))).not.toContain("confusion");

    const easier: Check[] = [{ id: "right", test: { kind: "accuracy", min: 0.6 }, points: 10, message: "" }];
    await deps.db
      .update(exercise)
      .set({ content: { ...content, checks: easier } })
      .where(eq(exercise.id, exerciseId));
    expect(await scoreAgain(as(instructor), { exerciseId })).toEqual({ queued: 1 });
    // These very weights were asked before.
    const todo = await loadScoring(deps.db, await claimOf(id));
    expect(todo?.known).toMatchObject({ accuracy: 0.7 });
    await finishScoring(deps.db, await claimOf(id), {
      weightsSha256: "a",
      evaluation: todo!.known!,
      answers: null,
    });
    expect(await getSubmission(as(learner), id)).toMatchObject({ points: 10, maxPoints: 10 });
  });

  test("of a run whose training kept what it answered asks nobody", async () => {
    const { deps, as } = world;
    const { id: exerciseId } = await asked();
    const { id: runId } = await queuedRun(world, cohortId, learner);
    const { id } = await submitWork(as(learner), { exerciseId, runId });
    const answers = Buffer.from(new Float32Array([3, 2]).buffer);
    const file = { kind: "onnx" as const, storageKey: "m.onnx", sizeBytes: 1, sha256: "of-these-weights" };
    const outcome = { ...outcomeOf(0.9), answers, artifacts: [file] };
    await finishRun(deps.db, await claimNext(world), outcome);
    await enqueueScorings(deps);
    const todo = await loadScoring(deps.db, await claimOf(id));
    expect(todo?.known).toMatchObject({ accuracy: 0.9 });
    // Of other weights nothing is known.
    await deps.db.update(artifact).set({ sha256: "others" }).where(eq(artifact.runId, runId));
    expect((await loadScoring(deps.db, await claimOf(id)))?.known).toBeNull();
  });

  test("by a worker whose job is another's now writes nothing", async () => {
    const { deps, as } = world;
    const { id, exerciseId } = await handedIn();
    const old = await claimOf(id);
    await failScoring(deps.db, old, "The process crashed.");
    await scoreAgain(as(instructor), { exerciseId });
    const late = { weightsSha256: "a", evaluation: evaluationOf(1), answers: null };
    expect(await finishScoring(deps.db, old, late)).toBe(false);
    expect((await getSubmission(as(learner), id)).state).toBe("queued");
  });

  test("by a worker that was not heard of for too long writes nothing over another's attempt", async () => {
    const { deps, as } = world;
    const { id } = await handedIn();
    const claim = await claimOf(id);
    const goesOn = sql`update pgboss.job set state = 'active', retry_count = 1 where id = ${claim.jobId}`;
    await deps.db.execute(goesOn);
    expect(await failScoring(deps.db, { ...claim, attempt: 1 }, "The process crashed.")).toBe(false);
    expect((await getSubmission(as(learner), id)).state).toBe("queued");
    expect(await failScoring(deps.db, { ...claim, attempt: 2 }, "The process crashed.")).toBe(true);
    expect((await getSubmission(as(learner), id)).state).toBe("failed");
  });

  test("one that fails touches its own row alone, and one that is lost is ended", async () => {
    const { deps, as } = world;
    const { id, exerciseId } = await handedIn();
    const other = await submitWork(as(classmate), { exerciseId, runId: await trained(classmate) });
    await failScoring(deps.db, await claimOf(id), "The network answers with values that are not numbers.");
    await scored(other.id, 1);
    const told = await classSubmissions(as(instructor), exerciseId);
    expect(told.counts).toEqual({ waiting: 0, queued: 0, scored: 1, failed: 1 });
    const best = new Map(told.people.map((each) => [each.user.id, each.best?.points ?? null]));
    expect([best.get(learner.id), best.get(classmate.id)]).toEqual([null, 10]);
    await scoreAgain(as(instructor), { exerciseId, submissionId: id });
    await deps.db.update(submission).set({ jobId: randomUUID() }).where(eq(submission.id, id));
    await giveUpLostScorings(deps);
    expect(await getSubmission(as(learner), id)).toMatchObject({
      state: "failed",
      failure: expect.stringMatching(/scored again/),
    });
  });

  test("done again by stricter rules takes away nothing that counted, but a first scoring keeps to them", async () => {
    const { deps, as } = world;
    const { id, exerciseId } = await handedIn();
    const other = await submitWork(as(classmate), { exerciseId, runId: await trained(classmate) });
    await scored(id, 0.9);
    const rules = { ...NO_RULES, maxParams: 10 };
    const stricter = { content: { ...content, rules } };
    await deps.db.update(exercise).set(stricter).where(eq(exercise.id, exerciseId));
    await scored(other.id, 0.9);
    expect((await getSubmission(as(classmate), other.id)).state).toBe("void");
    await scoreAgain(as(instructor), { exerciseId });
    await scored(id, 0.9);
    expect(await getSubmission(as(learner), id)).toMatchObject({
      state: "scored",
      points: 10,
      failure: null,
    });
  });

  test("takes off what coming late costs", async () => {
    const { deps, as } = world;
    const { id } = await handedIn();
    await deps.db.update(submission).set({ latePercent: 30 }).where(eq(submission.id, id));
    await scored(id, 0.9);
    expect(await getSubmission(as(learner), id)).toMatchObject({ points: 7, maxPoints: 10, latePercent: 30 });
  });
});

describe("no grade is lost by accident", () => {
  async function graded() {
    const { id: exerciseId } = await asked();
    const runId = await trained();
    const { id } = await submitWork(world.as(learner), { exerciseId, runId });
    await scored(id, 0.9);
    return { exerciseId, runId, id };
  }

  test("with its run, its exercise, or its network", async () => {
    const { deps, as } = world;
    const { exerciseId, runId } = await graded();
    await expect(removeRun(as(learner), runId)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(removeExercise(as(instructor), exerciseId)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/^1 submission was handed in/),
    });
    const other = await trained();
    const droppable = await droppableModels(deps.db, ofPerson(learner.id));
    expect(droppable.map((each) => each.runId)).toEqual([other]);
  });

  test("with the run of a submission that was graded and came to nothing after all", async () => {
    const { deps, as } = world;
    const { id: exerciseId } = await asked();
    const { id: runId } = await queuedRun(world, cohortId, learner);
    const { id: submissionId } = await submitWork(as(learner), { exerciseId, runId });
    const given = { ...FREE, submissionId, points: 0, comment: "Keep this.", isReleased: true };
    await gradeSubmission(as(instructor), given);
    await cancelRun(as(learner), runId);
    await expect(removeRun(as(learner), runId)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/kept with its grade/),
    });
    expect(await deps.db.select().from(grade).where(eq(grade.submissionId, submissionId))).toHaveLength(1);
  });

  test("with a learner who leaves, or whose account is deleted", async () => {
    const { deps, as } = world;
    const { exerciseId, id } = await graded();
    await removeMember(as(instructor), { cohortId, userId: learner.id });
    const left = await classSubmissions(as(instructor), exerciseId);
    expect(left.people.find(({ user }) => user.id === learner.id)).toMatchObject({
      isMember: false,
      best: { points: 10 },
    });
    await expect(getSubmission(as(learner), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    // What becomes of it is said first.
    expect((await whatStays(deps.db, learner.id)).submissions).toEqual({ kept: 1, deleted: 0 });
    await removePerson(deps, learner.id);
    expect(await getSubmission(as(instructor), id)).toMatchObject({
      points: 10,
      user: { name: FORMER_MEMBER },
    });
  });

  test("and a cohort that is deleted on purpose takes all of it along", async () => {
    const { deps, as } = world;
    const { id } = await graded();
    expect(await cohortContents(as(instructor), cohortId)).toMatchObject({ exercises: 1, submissions: 1 });
    await removeCohort(as(instructor), { cohortId, name: "A cohort" });
    expect(await deps.db.select().from(submission).where(eq(submission.id, id))).toEqual([]);
  });
});

test("points by hand are the instructors' until they are released, and every change stays on record", async () => {
  const { as } = world;
  const { id: exerciseId } = await asked({ content: { ...content, handPoints: 5 } });
  const { id } = await submitWork(as(learner), { exerciseId, runId: await trained() });
  await scored(id, 0.9);
  const give = (points: number, comment: string, isReleased: boolean) =>
    gradeSubmission(as(instructor), { ...FREE, submissionId: id, points, comment, isReleased });
  await give(2, "A draft.", false);
  const before = await getSubmission(as(learner), id);
  expect(before).toMatchObject({ points: 10, maxPoints: 15, maxHandPoints: 5, hand: null, grades: [] });
  expect(JSON.stringify(await ownSubmissions(as(learner), exerciseId))).not.toContain("A draft.");
  await give(4, "Well argued.", true);
  await give(4, "Well argued.", true);
  await give(5, "Not sure yet.", false);
  const after = await getSubmission(as(learner), id);
  expect(after).toMatchObject({ points: 14, hand: { points: 4, comment: "Well argued." }, grades: [] });
  const { grades } = await getSubmission(as(instructor), id);
  expect(grades.map(({ points, isReleased, gradedBy }) => [points, isReleased, gradedBy])).toEqual([
    [5, false, instructor.name],
    [4, true, instructor.name],
    [2, false, instructor.name],
  ]);
  await expect(give(6, "", true)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const own = { ...FREE, submissionId: id, points: 5, comment: "", isReleased: true };
  await expect(gradeSubmission(as(learner), own)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(gradeSubmission(as(classmate), own)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { value: rows } = await cohortTable(as(instructor), { cohortId, table: "grades" }).next();
  expect(rows.find((row: Record<string, unknown>) => row["person_id"] === learner.id)).toMatchObject({
    points: 14,
    points_of_checks: 10,
    points_by_hand: 4,
  });
});

test("nobody but its author and the instructors sees a submission", async () => {
  const { as } = world;
  const { id: exerciseId } = await asked();
  const { id } = await submitWork(as(learner), { exerciseId, runId: await trained() });
  await expect(getSubmission(as(classmate), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await getSubmission(as(instructor), id)).isMine).toBe(false);
  expect((await ownSubmissions(as(classmate), exerciseId)).items).toEqual([]);
});
