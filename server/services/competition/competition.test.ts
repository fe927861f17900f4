import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  artifact,
  competition,
  competitionEntry,
  datasetVersion,
  exercise,
  run,
  runPrediction,
  submission,
} from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createCompetitionOf,
  createExerciseOf,
  createRunOf,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { drawParts } from "#models/competition/draw-parts.ts";
import { scoreParts } from "#models/competition/score-parts.ts";
import { DEFAULT_COMPETITION } from "#models/competition/defaults.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { classesOf } from "#models/tasks/classes-of.ts";
import { cohortDesk } from "../cohort/desk.ts";
import { cohortTable, type CohortTable } from "../cohort/tables.ts";
import { saveExercise } from "../exercise/save.ts";
import { roomEvents } from "../run/room-events.ts";
import { gradebookTable } from "../gradebook/table.ts";
import { appendEvent } from "../run/append-event.ts";
import { getSubmission } from "../submission/get.ts";
import { ownSubmissions } from "../submission/own.ts";
import { submitWork } from "../submission/submit.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { alikeEntries } from "./alike.ts";
import { chooseFinal } from "./choose-final.ts";
import { getCompetition } from "./get.ts";
import { placeEntries } from "./place-entries.ts";
import { removeCompetition } from "./remove.ts";
import { saveCompetition } from "./save.ts";
import { uncover } from "./uncover.ts";

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

const settings = DEFAULT_COMPETITION;
const opened = (values: Partial<typeof competition.$inferInsert> = {}) =>
  createCompetitionOf(
    world.deps.db,
    { cohortId, createdBy: instructor.id, versionId: world.versionId },
    values,
  );

/** A finished run, with what its network answers on each of the hidden tiles. */
async function trained(
  person: Person,
  answer: (target: number, index: number) => number,
  values: Partial<typeof run.$inferInsert> = {},
) {
  const { db } = world.deps;
  const of = { state: "finished", datasetVersionId: world.versionId, ...values } as const;
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: person.id }, of);
  const file = { kind: "onnx", storageKey: runId, sizeBytes: 1, sha256: runId } as const;
  await db.insert(artifact).values({ runId, ...file });
  const targets = await world.dataset.readTestTargets();
  const answers = Buffer.from(Float32Array.from(targets, (target, index) => answer(target, index)).buffer);
  const evaluation = { count: targets.length, loss: 1 };
  await db.insert(runPrediction).values({ runId, weightsSha256: runId, answers, evaluation });
  return runId;
}

const hiddenTargets = async () => ({
  targets: await world.dataset.readTestTargets(),
  classes: classesOf(world.dataset.descriptor.target),
});

/** As the worker's scoring leaves it. */
async function entered(exerciseId: string, person: Person, runId: string): Promise<string> {
  const { id } = await submitWork(world.as(person), { exerciseId, runId });
  await world.deps.db.update(submission).set({ state: "scored" }).where(eq(submission.id, id));
  await placeEntries({ db: world.deps.db, hiddenTargets });
  return id;
}

const right = (target: number) => target;

describe("making one", () => {
  test("an exercise gets a board, and seals the scores once it is published", async () => {
    const { db } = world.deps;
    const by = { cohortId, createdBy: instructor.id };
    const { id: exerciseId } = await createExerciseOf(db, by, { isPublished: false });
    const made = await saveCompetition(world.as(instructor), { exerciseId, settings });
    expect(made).toMatchObject({ state: "draft", sealedAt: null, classes: 10, unscored: 0 });
    await saveExercise(world.as(instructor), { exerciseId, revision: 1, isPublished: true });
    const open = await getCompetition(world.as(learner), exerciseId);
    expect(open).toMatchObject({ state: "open", sealedAt: expect.any(String) });
    const [row] = await db.select().from(competition).where(eq(competition.exerciseId, exerciseId));
    expect(row).toMatchObject({ datasetVersionId: world.versionId });
    expect(row?.seed).toMatch(/^[0-9a-f]{32}$/);

    const wider = { exerciseId, settings: { ...settings, publicShare: 0.5 } };
    await expect(saveCompetition(world.as(instructor), wider)).rejects.toMatchObject({ code: "CONFLICT" });
    const leagues = { exerciseId, settings: { ...settings, hasTransferLeague: true } };
    const more = await saveCompetition(world.as(instructor), leagues);
    expect(more.boards.map(({ league }) => league)).toEqual(["accuracy", "smallest", "fastest", "transfer"]);
    const other = { exerciseId, revision: 2, datasetId: null };
    await expect(saveExercise(world.as(instructor), other)).rejects.toThrow(/keeps its dataset/);

    await saveExercise(world.as(instructor), { exerciseId, revision: 2, isPublished: false });
    expect((await getCompetition(world.as(instructor), exerciseId)).sealedAt).toBeNull();
  });

  test("with entries it stays published and keeps its board", async () => {
    const { exerciseId } = await opened();
    await entered(exerciseId, learner, await trained(learner, right));
    const [row] = await world.deps.db.select().from(exercise).where(eq(exercise.id, exerciseId));
    const unpublished = { exerciseId, revision: row?.revision ?? 0, isPublished: false };
    await expect(saveExercise(world.as(instructor), unpublished)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/stays published until they are revealed/),
    });
    await expect(removeCompetition(world.as(instructor), exerciseId)).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const empty = await opened();
    await removeCompetition(world.as(instructor), empty.exerciseId);
    await expect(getCompetition(world.as(instructor), empty.exerciseId)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("what may be entered", () => {
  const startedFrom = { source: "base.keras", layers: 2, of: 3 };
  test.each([
    [
      "a run from before it opened",
      { createdAt: new Date("2025-12-31T00:00:00Z") },
      /started since it opened/,
    ],
    [
      "a run from other weights",
      { startedFrom },
      /fresh weights compete; this run started from weights of base/,
    ],
  ])("%s is refused in words", async (_, values, message) => {
    const { exerciseId } = await opened();
    const runId = await trained(learner, right, values);
    await expect(submitWork(world.as(learner), { exerciseId, runId })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringMatching(message),
    });
  });

  test("other weights rank in their league where there is one, with the marks that they inherited", async () => {
    const { exerciseId } = await opened({ settings: { ...settings, hasTransferLeague: true } });
    const from = { ...startedFrom, origins: ["imported", "run"] as ("imported" | "run")[] };
    await entered(exerciseId, learner, await trained(learner, right, { startedFrom: from }));
    await entered(exerciseId, classmate, await trained(classmate, right));
    const { boards, entries } = await getCompetition(world.as(learner), exerciseId);
    const people = (league: string) =>
      boards.find((board) => board.league === league)?.rows.map(({ user }) => user.id);
    expect(people("accuracy")).toEqual([classmate.id]);
    expect(people("transfer")).toEqual([learner.id]);
    expect(entries[0]?.origins).toEqual(["imported", "run"]);
  });

  test("what the server could not score costs nothing", async () => {
    const { exerciseId } = await opened();
    const limits = { total: 1, perDay: 1 };
    const handIn = { ...EMPTY_EXERCISE.handIn, limits };
    await world.deps.db.update(exercise).set({ handIn }).where(eq(exercise.id, exerciseId));
    const { id } = await submitWork(world.as(learner), { exerciseId, runId: await trained(learner, right) });
    expect((await ownSubmissions(world.as(learner), exerciseId)).left.now).toBe(0);
    for (const state of ["failed", "void"] as const) {
      await world.deps.db.update(submission).set({ state }).where(eq(submission.id, id));
      expect((await ownSubmissions(world.as(learner), exerciseId)).left.now).toBe(1);
    }
    const next = { exerciseId, runId: await trained(learner, right) };
    expect((await submitWork(world.as(learner), next)).number).toBe(2);
  });
});

describe("the board", () => {
  test("holds what each network answers on the public part, and keeps the rest", async () => {
    const { exerciseId } = await opened();
    const answer = (target: number, index: number) => (index % 3 === 0 ? (target + 1) % 10 : target);
    const submissionId = await entered(exerciseId, learner, await trained(learner, answer));
    const targets = await world.dataset.readTestTargets();
    const [row] = await world.deps.db
      .select()
      .from(competition)
      .where(eq(competition.exerciseId, exerciseId));
    const parts = drawParts(targets, { seed: row?.seed ?? "", publicShare: settings.publicShare });
    const answers = Array.from(targets, answer);
    const expected = scoreParts({ answers, targets, parts, classes: Array.from({ length: 10 }, String) });
    const [kept] = await world.deps.db
      .select()
      .from(competitionEntry)
      .where(eq(competitionEntry.submissionId, submissionId));
    expect(kept).toMatchObject({
      publicCorrect: expected.public.correct,
      publicCount: expected.public.count,
      privateCorrect: expected.private.correct,
      privateMacroF1: expected.private.macroF1,
    });
    const view = await getCompetition(world.as(classmate), exerciseId);
    const { correct, count } = expected.public;
    expect(view.boards[0]?.rows).toMatchObject([{ rank: 1, score: correct / count, isMe: false }]);
    expect(view).toMatchObject({ entries: [], finals: { uncovered: 0, total: 1, places: [] } });
    // Nothing is placed twice.
    expect(await placeEntries({ db: world.deps.db, hiddenTargets })).toBe(0);
  });

  test("of a long board the first hundred and one's own are sent, and all to who asks", async () => {
    const { db } = world.deps;
    const { exerciseId, enter } = await opened();
    await enter(learner.id, { publicCorrect: 1 });
    const before = await addMember(db, cohortId, "learner");
    await enter(before.id, { publicCorrect: 2 });
    const last = await enter(classmate.id);
    const copied = sql`insert into submission (cohort_id, exercise_id, user_id, run_id, answers_sha256, number, state, submitted_at)
      select cohort_id, exercise_id, people.id, run_id, people.id, 1, state, submitted_at from submission, people where submission.id = ${last}
      returning id, user_id`;
    await db.execute(sql`
      with people as (
        insert into "user" (id, name, email)
        select gen_random_uuid(), 'Somebody', gen_random_uuid() from generate_series(1, 100) returning id
      ), copied as (${copied})
      insert into competition_entry (submission_id, exercise_id, user_id, weights_sha256, public_correct, public_count,
        public_macro_f1, private_correct, private_count, private_macro_f1)
      select id, ${exerciseId}, user_id, user_id, 8, 10, 0.8, 8, 10, 0.8 from copied`);
    const boardFor = async (person: Person, isWhole = false) =>
      (await getCompetition(world.as(person), exerciseId, { isWhole })).boards[0];
    const own = await boardFor(learner);
    expect([own?.total, own?.rows.length]).toEqual([103, 101]);
    // Tied with one whose row is not sent.
    const tied = { isTied: true, isFirstOfGroup: false };
    expect(own?.rows.at(-1)).toMatchObject({ rank: 103, isMe: true, ...tied });
    expect((await boardFor(instructor))?.rows.at(-1)).toMatchObject({ rank: 100 });
    expect((await boardFor(learner, true))?.rows).toHaveLength(103);
  });

  test("flags the same weights of two people, and not one person's own", async () => {
    const { exerciseId, enter } = await opened();
    await enter(learner.id, { weightsSha256: "same" });
    await enter(learner.id, { weightsSha256: "same" });
    const alone = await getCompetition(world.as(learner), exerciseId);
    expect(alone.boards[0]?.rows.map(({ isTwin }) => isTwin)).toEqual([false]);
    await enter(classmate.id, { weightsSha256: "same" });
    const both = await getCompetition(world.as(learner), exerciseId);
    expect(both.boards[0]?.rows.map(({ isTwin }) => isTwin)).toEqual([true, true]);
  });
});

test("what is alike is shown to who teaches, with what it is", async () => {
  const { exerciseId } = await opened();
  const third = await addMember(world.deps.db, cohortId, "learner");
  const wrong = (target: number) => (target + 1) % 10;
  await entered(exerciseId, learner, await trained(learner, right));
  await entered(exerciseId, classmate, await trained(classmate, wrong, { graph: presetGraph("lenet-64") }));
  expect(await alikeEntries(world.as(instructor), exerciseId)).toEqual([]);
  await entered(exerciseId, third, await trained(third, right, { graph: presetGraph("lenet-64") }));
  const pairs = await alikeEntries(world.as(instructor), exerciseId);
  const found = pairs.map(({ entries, ...pair }) => ({
    ...pair,
    people: new Set(entries.map(({ user }) => user.id)),
  }));
  expect(found).toMatchObject([
    { hasSameWeights: false, hasSameSeed: true, answers: 1, people: new Set([learner.id, third.id]) },
    { hasSameWeights: false, graph: 1, answers: 0, people: new Set([classmate.id, third.id]) },
  ]);
  await expect(alikeEntries(world.as(learner), exerciseId)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("entries that cannot be placed, however many, keep nobody else's from the board", async () => {
  const { db } = world.deps;
  const [gone] = await db
    .insert(datasetVersion)
    .values({ datasetId: "synthetic-tiles", number: 77, state: "failed" })
    .returning({ id: datasetVersion.id });
  const versionId = gone?.id ?? "";
  const lost = await createCompetitionOf(db, { cohortId, createdBy: instructor.id, versionId });
  const row = await createRunOf(
    db,
    { cohortId, startedBy: learner.id },
    { state: "finished", datasetVersionId: versionId },
  );
  const runs = Array.from({ length: 60 }, () => ({ ...row, id: randomUUID(), jobId: randomUUID() }));
  await db.insert(run).values(runs);
  const kept = { weightsSha256: "0", answers: Buffer.alloc(4), evaluation: { count: 1, loss: 1 } };
  await db.insert(runPrediction).values(runs.map(({ id: runId }) => ({ runId, ...kept })));
  const { exerciseId } = lost;
  const of = { cohortId, exerciseId, userId: learner.id, state: "scored", submittedAt: new Date() } as const;
  await db.insert(submission).values(runs.map(({ id: runId }, at) => ({ ...of, runId, number: at + 1 })));

  const known = await opened();
  const runId = await trained(classmate, right);
  const { id } = await submitWork(world.as(classmate), { exerciseId: known.exerciseId, runId });
  await db.update(submission).set({ state: "scored" }).where(eq(submission.id, id));
  const unlessGone = async (asked: string) => (asked === versionId ? null : hiddenTargets());
  expect(await placeEntries({ db, hiddenTargets: unlessGone })).toBe(1);
  expect((await getCompetition(world.as(classmate), known.exerciseId)).entries).toHaveLength(1);
});

describe("the reveal", () => {
  test("uncovers from the last place up, by the entries that were chosen, and then all is told", async () => {
    const { exerciseId, enter } = await opened();
    // Best in public and worst in private, and the other way round.
    const shown = await enter(learner.id, { publicCorrect: 9, privateCorrect: 2 });
    const better = await enter(learner.id, { publicCorrect: 5, privateCorrect: 19 });
    await enter(learner.id, { publicCorrect: 8, privateCorrect: 3 });
    await enter(classmate.id, { publicCorrect: 6, privateCorrect: 12 });
    const third = await addMember(world.deps.db, cohortId, "learner");
    await enter(third.id, { publicCorrect: 7, privateCorrect: 5 });

    const byDefault = await getCompetition(world.as(learner), exerciseId);
    expect(byDefault.entries.map(({ isCounted }) => isCounted)).toEqual([true, false, true]);
    await chooseFinal(world.as(learner), { submissionId: better, isFinal: true });
    const chosen = await chooseFinal(world.as(learner), { submissionId: shown, isFinal: true });
    expect(chosen.entries.map(({ isCounted }) => isCounted)).toEqual([false, true, true]);
    const [unchosen] = byDefault.entries;
    const toomany = { submissionId: unchosen?.submissionId ?? "", isFinal: true };
    await expect(chooseFinal(world.as(learner), toomany)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
    await expect(
      chooseFinal(world.as(classmate), { submissionId: shown, isFinal: false }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });

    const first = await uncover(world.as(instructor), { exerciseId, uncovered: 1 });
    expect(first.state).toBe("revealing");
    expect(first.finals.places.map(({ row }) => row?.user.id ?? null)).toEqual([null, null, third.id]);
    expect(first.finals.places[2]?.row).toMatchObject({ isTied: false, isFirstOfGroup: true });
    expect(first.finals.places[2]?.row).toMatchObject({ score: 0.25, publicScore: 0.7, publicRank: 1 });
    // What is covered is in no answer, and nothing changes any more.
    const seen = await getCompetition(world.as(classmate), exerciseId);
    expect(JSON.stringify(seen.finals)).not.toContain(learner.id);
    await expect(chooseFinal(world.as(learner), { ...toomany, isFinal: false })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const late = { exerciseId, runId: await trained(learner, right) };
    await expect(submitWork(world.as(learner), late)).rejects.toMatchObject({ code: "CONFLICT" });

    // The same again, and less, uncovers nothing.
    for (const uncovered of [1, 0]) {
      const again = await uncover(world.as(instructor), { exerciseId, uncovered });
      expect(again.finals.uncovered).toBe(1);
    }
    const whole = await uncover(world.as(instructor), { exerciseId, uncovered: 99 });
    expect(whole).toMatchObject({ state: "revealed", finals: { uncovered: 3, total: 3 } });
    expect(whole.finals.places.map(({ row }) => [row?.user.id, row?.score])).toEqual([
      [learner.id, 0.95],
      [classmate.id, 0.6],
      [third.id, 0.25],
    ]);
    expect((await getCompetition(world.as(learner), exerciseId)).entries[1]?.private?.score).toBe(0.95);
  });

  test("waits until everything is scored", async () => {
    const { exerciseId } = await opened();
    await submitWork(world.as(learner), { exerciseId, runId: await trained(learner, right) });
    await expect(uncover(world.as(instructor), { exerciseId, uncovered: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "1 entry is not scored yet. Begin the reveal once all are.",
    });
  });
});

describe("while scores are hidden", () => {
  const checks: Check[] = [
    { id: "right", test: { kind: "accuracy", min: 0.5 }, points: 6, message: "" },
    { id: "small", test: { kind: "max-params", max: 5000 }, points: 4, message: "" },
  ];
  const results = [
    { checkId: "right", isPassed: true, found: "73.1 %" },
    { checkId: "small", isPassed: true, found: "1,000 parameters" },
  ];

  async function scoredExercise() {
    const { db } = world.deps;
    const content = { ...EMPTY_EXERCISE.content, checks };
    const by = { cohortId, createdBy: instructor.id };
    const { id: exerciseId } = await createExerciseOf(db, by, { content, datasetId: "synthetic-tiles" });
    const runId = await trained(learner, right, { score: 0.731, tieBreak: 0.642 });
    const { id } = await submitWork(world.as(learner), { exerciseId, runId });
    await db
      .update(submission)
      .set({ state: "scored", results, checkPoints: 10 })
      .where(eq(submission.id, id));
    return { id, runId };
  }

  async function tableOf(table: CohortTable): Promise<string> {
    let text = "";
    for await (const rows of cohortTable(world.as(instructor), { cohortId, table }))
      text += JSON.stringify(rows);
    return text;
  }

  test("checks of any exercise keep what they found on the hidden split, tables and sockets the scores", async () => {
    const { db } = world.deps;
    // A room may have people of any cohort in it: what others' competitions hide, none is told.
    await db.update(competition).set({ revealedAt: new Date() });
    const { id, runId } = await scoredExercise();
    await db.transaction((tx) => appendEvent(tx, runId, { kind: "finished", score: 0.731, tieBreak: 0.642 }));
    const everything = async () =>
      JSON.stringify([
        await getSubmission(world.as(learner), id),
        await tableOf("runs"),
        await tableOf("grades"),
        await tableOf("checks"),
        await gradebookTable(world.as(instructor), cohortId),
        await roomEvents(db, runId, 0),
        await cohortDesk(world.as(instructor), cohortId),
      ]);
    const open = await everything();
    expect(open.match(/0\.731/g)?.length).toBeGreaterThanOrEqual(3);
    expect(open.match(/73\.1 %/g)).toHaveLength(2);

    const { exerciseId } = await opened();
    const hidden = await everything();
    expect(hidden).not.toMatch(/0\.731|0\.642|73\.1 %/);
    expect(await getSubmission(world.as(learner), id)).toMatchObject({
      points: null,
      results: [
        { isPassed: null, found: "hidden until the reveal" },
        { isPassed: true, found: "1,000 parameters" },
      ],
    });
    expect(await tableOf("grades")).toContain('"points":null');
    const [row] = await gradebookTable(world.as(instructor), cohortId);
    const cells = Object.entries(row ?? {}).filter(([name]) => name.includes("New exercise"));
    expect(cells.filter(([name]) => /check \d/.test(name)).map(([, cell]) => cell)).toEqual([null, 4]);
    await uncover(world.as(instructor), { exerciseId, uncovered: 0 });
    const again = await everything();
    expect(again.match(/0\.731|0\.642|73\.1 %/g)).toEqual(open.match(/0\.731|0\.642|73\.1 %/g));
    expect(await getSubmission(world.as(learner), id)).toMatchObject({ points: 10 });
  });
});
