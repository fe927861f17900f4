import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  exercise,
  peerReview,
  peerRound,
  runEvent,
  submission,
  submissionMember,
  team,
  user,
} from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  type Person,
} from "#db/testing/factories.ts";
import { DEFAULT_COMPETITION } from "#models/competition/defaults.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { cohortTable, type CohortTable } from "#server/services/cohort/tables.ts";
import { gradebookTable } from "#server/services/gradebook/table.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

// Who marks an exercise that is marked without names is told none, by no answer on their way, until a grade is released.

const content = {
  ...EMPTY_EXERCISE.content,
  handPoints: 5,
  checks: [{ id: "small", test: { kind: "max-params" as const, max: 5000 }, points: 4, message: "" }],
};
const handIn = { ...EMPTY_EXERCISE.handIn, isAnonymous: true };
const results = [{ checkId: "small", isPassed: true, found: "1,000 parameters" }];

let world: TestDeps;
let cohortId: string;
let exerciseId: string;
let learner: Person;
let instructor: Person;
let assistant: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  ({ cohortId, instructor, learner } = await createCohortOf(db));
  assistant = await addMember(db, cohortId, "assistant");
  ({ id: exerciseId } = await createExerciseOf(
    db,
    { cohortId, createdBy: instructor.id },
    { content, handIn },
  ));
});

const createCaller = createCallerFactory(appRouter);
const by = (actor: Person) => createCaller({ requestId: randomUUID(), actor, deps: world.deps });

/** Whatever leads to its learner, in words that stand nowhere else. */
async function handedIn(by: Person, number = 1) {
  const { db } = world.deps;
  const secret = `sentinel-${randomUUID()}`;
  await db
    .update(user)
    .set({ name: `${secret}-name`, email: `${secret}@test.local`, image: `${secret}-picture` })
    .where(eq(user.id, by.id));
  const { id: runId } = await createRunOf(
    db,
    { cohortId, startedBy: by.id },
    {
      state: "finished",
      name: `${secret}-run`,
      startedFrom: { source: `${secret}-base`, layers: 1, of: 3, origins: ["imported"] },
    },
  );
  const started = { kind: "started", attempt: 1, workerId: `${secret}-worker`, fromEpoch: 0 } as const;
  await db.insert(runEvent).values({ runId, seq: 2, body: started });
  const of = { cohortId, exerciseId, runId, number, userId: by.id };
  const submissionId = await createSubmissionOf(db, of);
  const size = { width: 4, height: 3 };
  const answers = { dog: { kind: "detection" as const, file: `${secret}.jpg`, size, boxes: [] } };
  await db
    .update(submission)
    .set({ answers, results, checkPoints: 4 })
    .where(eq(submission.id, submissionId));
  return { submissionId, runId, secret };
}

const grading = { points: 3, comment: "", levels: {}, answerPoints: {}, pins: [] };

async function tableOf(table: CohortTable) {
  const rows = [];
  for await (const page of cohortTable(world.as(instructor), { cohortId, table })) rows.push(...page);
  return rows;
}

test("no answer on the way of who marks tells whose it is before its grade is released, and all do afterwards", async () => {
  const { submissionId, runId, secret } = await handedIn(learner);
  await by(learner).submission.discuss({ submissionId, text: "Why?", idempotencyKey: randomUUID() });
  const { db } = world.deps;
  const picture = { name: "", size: null };
  const dog = { id: "dog", kind: "detection" as const, prompt: "Find it.", points: 0, picture };
  await db
    .update(exercise)
    .set({ content: { ...content, questions: [dog] } })
    .where(eq(exercise.id, exerciseId));
  const mate = await addMember(db, cohortId, "learner");
  const round = { exerciseId, cohortId, each: 1, seed: "0", dueAt: new Date("2099-01-01T00:00:00Z") };
  await db.insert(peerRound).values({ ...round, method: "median" });
  await db.insert(peerReview).values({ exerciseId, submissionId, reviewerId: mate.id });
  const asked = async (marker: Person) => ({
    get: await by(marker).submission.get({ submissionId }),
    work: await by(marker).submission.work({ submissionId }),
    findings: await by(marker).submission.findings({ submissionId }),
    ofClass: await by(marker).submission.ofClass({ exerciseId }),
    peers: await by(marker).peer.overview({ exerciseId }),
    draft: await by(marker).submission.grade({ ...grading, submissionId, isReleased: false }),
    discuss: await by(marker).submission.discuss({ submissionId, text: "So.", idempotencyKey: randomUUID() }),
    again: await by(marker).submission.scoreAgain({ exerciseId, submissionId }),
    notices: await by(marker).notice.list(),
    exercise: await by(marker).exercise.get({ exerciseId }),
  });
  const leads = [secret, learner.id, runId];
  for (const marker of [assistant, instructor]) {
    const answers = await asked(marker);
    const telling = Object.entries(answers).filter(([, answer]) =>
      leads.some((lead) => JSON.stringify(answer).includes(lead)),
    );
    expect(telling.map(([name]) => name)).toEqual([]);
    expect(answers.notices.items.map(({ kind }) => kind)).toEqual(["question"]);
    expect(answers.get).toMatchObject({ hasRun: true, isConcealed: true, isMine: false, team: null });
    expect(answers.peers.works).toMatchObject([{ submissionId, name: answers.get.user.name }]);
    expect(answers.get.user.name).toMatch(/^Submission [1-9]\d{7}$/);
    expect(answers.get.thread[0]).toMatchObject({ isOfLearner: true, writtenBy: answers.get.user.name });
    expect(answers.discuss.thread.at(-1)?.writtenBy).toBe(marker.name);
    // Scoring it again has queued it; its checks are as they were.
    await world.deps.db.update(submission).set({ state: "scored" }).where(eq(submission.id, submissionId));
  }
  // It is theirs to see.
  expect(await by(learner).submission.get({ submissionId })).toMatchObject({ isConcealed: false, runId });

  await by(assistant).submission.grade({ ...grading, submissionId, isReleased: true });
  for (const marker of [assistant, instructor]) {
    const { get, ofClass } = await asked(marker);
    expect(get).toMatchObject({ runId, isConcealed: false, user: { name: `${secret}-name` } });
    expect(ofClass.people.map((each) => each.user.id).toSorted()).toEqual([learner.id, mate.id].toSorted());
    await world.deps.db.update(submission).set({ state: "scored" }).where(eq(submission.id, submissionId));
  }
});

test("the gradebook and the tables say that something was handed in, and nothing else of it until it is released", async () => {
  const { submissionId, runId, secret } = await handedIn(learner);
  await by(assistant).submission.grade({ ...grading, submissionId, isReleased: false });
  const told = async () => {
    const { cells } = await by(assistant).gradebook.get({ cohortId });
    const [row] = await gradebookTable(world.as(assistant), cohortId);
    return { cells, row, grades: await tableOf("grades"), checks: await tableOf("checks") };
  };
  const before = await told();
  const nothing = { submissionId: null, state: null, points: null, draft: null, latePercent: null };
  expect(before.cells).toMatchObject([{ ...nothing, isConcealed: true }]);
  const title = `1. ${EMPTY_EXERCISE.title}`;
  expect(before.row).toMatchObject({
    name: `${secret}-name`,
    [title]: null,
    [`${title}: state`]: "handed in, marked without names",
    [`${title}: handed in`]: null,
    [`${title}: check 1, At most 5,000 parameters`]: null,
  });
  const hidden = {
    points: null,
    points_of_checks: null,
    submissions: null,
    submitted_at: null,
    run_id: null,
  };
  expect(before.grades).toMatchObject([{ name: `${secret}-name`, ...hidden }]);
  for (const lead of [secret, learner.id, runId]) expect(JSON.stringify(before.checks)).not.toContain(lead);
  const { user: numbered } = await by(assistant).submission.get({ submissionId });
  expect(before.checks).toMatchObject([{ name: numbered.name, is_passed: true }]);

  await by(assistant).submission.grade({ ...grading, submissionId, isReleased: true });
  const after = await told();
  expect(after.cells).toMatchObject([{ submissionId, points: 7, isConcealed: false }]);
  expect(after.row).toMatchObject({ [title]: 7, [`${title}: state`]: "scored" });
  expect(after.grades).toMatchObject([{ points: 7, submissions: 1, run_id: runId }]);
  expect(after.checks).toMatchObject([{ name: `${secret}-name`, run_id: runId }]);
});

test("the list is ordered by numbers that stay, without who has handed in nothing, and what is released names nothing else", async () => {
  const people = [learner];
  for (let count = 0; count < 5; count += 1) {
    people.push(await addMember(world.deps.db, cohortId, "learner"));
  }
  const [first, ...others] = people;
  const ids = [];
  for (const each of others.slice(1)) ids.push((await handedIn(each)).submissionId);
  const listed = async () => (await by(assistant).submission.ofClass({ exerciseId })).people;
  const before = (await listed()).map((row) => row.user.name);
  expect(before).toHaveLength(4);
  expect(before).toEqual(before.toSorted());
  const mine = await handedIn(first!);
  const later = await handedIn(first!, 2);
  expect((await listed()).map((row) => row.user.name)).toEqual(expect.arrayContaining(before));

  await by(assistant).submission.grade({ ...grading, submissionId: mine.submissionId, isReleased: true });
  const after = await listed();
  expect(after.filter(({ best }) => best?.isConcealed === false)).toMatchObject([
    { user: { id: first!.id }, submissions: 1, best: { id: mine.submissionId } },
  ]);
  expect(
    after
      .filter(({ best }) => best?.isConcealed === true)
      .map(({ best }) => best?.id ?? "")
      .toSorted((a, b) => (a < b ? -1 : 1)),
  ).toEqual([...ids, later.submissionId].toSorted((a, b) => (a < b ? -1 : 1)));
  const unreleased = await by(assistant).submission.get({ submissionId: later.submissionId });
  expect(JSON.stringify(unreleased)).not.toContain(first!.id);
});

test("a team is one row without its name, and of an assistant's own nothing is hidden from them", async () => {
  const { db } = world.deps;
  const mate = await addMember(db, cohortId, "learner");
  const { submissionId, secret } = await handedIn(learner);
  const [made] = await db
    .insert(team)
    .values({ cohortId, exerciseId, name: `${secret}-team`, isOpen: true, code: randomUUID() })
    .returning({ id: team.id });
  await db.update(submission).set({ teamId: made!.id }).where(eq(submission.id, submissionId));
  const credited = [learner, mate, assistant].map(({ id: userId }) => ({ submissionId, userId }));
  await db.insert(submissionMember).values(credited.slice(0, 2));
  const { people } = await by(assistant).submission.ofClass({ exerciseId });
  expect(people).toMatchObject([{ submissions: 1, best: { id: submissionId, team: null } }]);
  for (const lead of [secret, learner.id, mate.id, made!.id])
    expect(JSON.stringify(people)).not.toContain(lead);

  await db.insert(submissionMember).values(credited.slice(2));
  expect(await by(assistant).submission.get({ submissionId })).toMatchObject({
    isConcealed: false,
    team: { name: `${secret}-team` },
  });
});

test("an instructor shows the names with a reason that stays on record, and the form does not", async () => {
  const { submissionId, secret } = await handedIn(learner);
  const showing = { exerciseId, reason: "Two are alike" };
  await expect(by(assistant).exercise.showNames(showing)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const save = { exerciseId, revision: 1 };
  const { isAnonymous: _hidden, ...named } = handIn;
  await expect(by(instructor).exercise.save({ ...save, handIn: named })).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("where you say why"),
  });
  await by(instructor).exercise.showNames(showing);
  await by(instructor).exercise.showNames({ exerciseId, reason: "Another" });
  expect((await by(assistant).exercise.get({ exerciseId })).namesShown).toMatchObject({
    by: instructor.name,
    reason: "Two are alike",
  });
  expect((await by(learner).exercise.get({ exerciseId })).namesShown).toMatchObject({ reason: "" });
  const { user: shown } = await by(assistant).submission.get({ submissionId });
  expect(shown.name).toBe(`${secret}-name`);
  const { cells } = await by(assistant).gradebook.get({ cohortId });
  expect(cells).toMatchObject([{ submissionId, isConcealed: false }]);
  expect(await tableOf("checks")).toMatchObject([{ name: `${secret}-name` }]);

  await by(instructor).exercise.save({ ...save, handIn: named });
  await expect(by(instructor).exercise.save({ ...save, revision: 2, handIn })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const { rows } = await world.deps.db.execute(
    sql`select reason from anonymity_lift where exercise_id = ${exerciseId}`,
  );
  expect(rows).toEqual([{ reason: "Two are alike" }]);
});

test("a copy is marked without names too, one with a board is not", async () => {
  const copy = await by(instructor).exercise.create({
    cohortId,
    from: { kind: "copy", exerciseId },
    idempotencyKey: randomUUID(),
  });
  expect(copy.handIn.isAnonymous).toBe(true);
  const board = { exerciseId, settings: DEFAULT_COMPETITION };
  await expect(by(instructor).competition.save(board)).rejects.toMatchObject({ code: "CONFLICT" });
  const of = { cohortId, createdBy: instructor.id };
  const { id } = await createExerciseOf(world.deps.db, of, { isCompetition: true });
  await expect(by(instructor).exercise.save({ exerciseId: id, revision: 1, handIn })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});
