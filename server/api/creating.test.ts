import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  artifact,
  cohort,
  dataset,
  datasetImport,
  madeOnce,
  modelArrival,
  submissionPicture,
} from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createCompetitionOf,
  createDesignOf,
  createExerciseOf,
  createInvitationOf,
  createPlatformOf,
  createPerson,
  createReviewOf,
  createRunOf,
  createSubmissionOf,
  createTeamOf,
  createVisionQuestionOf,
  PLATFORM_FIELDS,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { DEFAULT_COMPETITION } from "#models/competition/defaults.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import type { StartingPoint } from "#models/weights/starting-point.ts";
import { CREATING, type CreatingProcedure } from "#server/contract/creating.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

// A call whose answer was lost is sent again. Every procedure that changes something is either one that takes a key, or one
// that adds nothing when it comes twice; a new one that is neither fails here.

type World = {
  cohortId: string;
  joinCode: string;
  designId: string;
  otherDesignId: string;
  exerciseId: string;
  otherExerciseId: string;
  anonymousExerciseId: string;
  submissionId: string;
  invitationId: string;
  /** The actor's. */
  reviewId: string;
  /** With two submissions to mark; only where that is what is asked about. */
  drawnExerciseId: string;
  /** By teams of one or two; one of them is there. */
  teamExerciseId: string;
  teamId: string;
  platformId: string;
  courseId: string;
  competitionId: string;
  entryId: string;
  /** Shared by somebody who is in the cohort no more. */
  leftDesignId: string;
  datasetId: string;
  importId: string;
  doneImportId: string;
  runId: string;
  runningId: string;
  pausedId: string;
  otherPausedId: string;
  /** Runs that began from other weights. */
  begunId: string;
  otherBegunId: string;
  /** With a job in the queue; only where that is what is asked about. */
  waitingId: string;
  pictureId: string;
  arrivalId: string;
  /** The cohort's own. */
  modelName: string;
  actor: Person;
  /** May do all that the actor may, to the same things. */
  colleague: Person;
  learner: Person;
};
type Input = Record<string, unknown>;

const hyperParameters = DEFAULT_HYPER_PARAMETERS;

/** What each is asked, and something else that the same key must not stand for. */
const CREATING_INPUTS: Record<CreatingProcedure, (world: World) => { same: Input; other: Input }> = {
  "cohort.create": () => ({ same: { name: "Theirs" }, other: { name: "Another" } }),
  "cohort.join": ({ joinCode }) => ({ same: { code: joinCode }, other: { code: "WRONG-CODE9" } }),
  "datasetImport.create": ({ cohortId }) => ({
    same: { cohortId, name: "leaves.zip", bytes: 100 },
    other: { cohortId, name: "leaves.zip", bytes: 101 },
  }),
  "datasetImport.fromCatalogue": ({ cohortId }) => ({
    same: { cohortId, catalogueId: "mnist" },
    other: { cohortId, catalogueId: "cifar-10" },
  }),
  "design.create": ({ cohortId }) => ({
    same: { cohortId, name: "New" },
    other: { cohortId, name: "New", presetId: "tiny-cnn" },
  }),
  "design.duplicate": ({ designId, otherDesignId }) => ({
    same: { designId },
    other: { designId: otherDesignId },
  }),
  "design.fromRun": ({ runId, runningId }) => ({ same: { runId }, other: { runId: runningId } }),
  "exercise.create": ({ cohortId }) => ({
    same: { cohortId, from: { kind: "blank" } },
    other: { cohortId, from: { kind: "template", id: "beat-85" } },
  }),
  "exercise.begin": ({ exerciseId, otherExerciseId }) => ({
    same: { exerciseId },
    other: { exerciseId: otherExerciseId },
  }),
  "prediction.create": ({ runId }) => ({
    same: { runId, validationIndex: 0 },
    other: { runId, validationIndex: 1 },
  }),
  "submission.discuss": ({ submissionId }) => ({
    same: { submissionId, text: "Why?" },
    other: { submissionId, text: "Why not?" },
  }),
  "team.create": ({ teamExerciseId: exerciseId }) => ({
    same: { exerciseId, name: "Ravens", isOpen: true },
    other: { exerciseId, name: "Owls", isOpen: true },
  }),
  "submission.submit": ({ exerciseId, runId, otherExerciseId }) => ({
    same: { exerciseId, runId },
    other: { exerciseId: otherExerciseId, runId },
  }),
  "run.start": ({ cohortId, designId }) => {
    const same = { cohortId, designId, revision: 1, hyperParameters };
    return { same, other: { ...same, hyperParameters: { ...hyperParameters, epochs: 2 } } };
  },
  "run.startTwin": ({ begunId, otherBegunId }) => ({
    same: { runId: begunId },
    other: { runId: otherBegunId },
  }),
  "run.resume": ({ pausedId, otherPausedId }) => ({
    same: { runId: pausedId },
    other: { runId: otherPausedId },
  }),
};

const REPEATABLE_INPUTS: Record<string, (world: World) => Input> = {
  "account.calendar": () => ({ isNew: true }),
  "account.makeResetLink": ({ cohortId, learner }) => ({ cohortId, userId: learner.id }),
  "cohort.rename": ({ cohortId }) => ({ cohortId, name: "Renamed" }),
  "cohort.rotateJoinCode": ({ cohortId }) => ({ cohortId }),
  "cohort.removeMember": ({ cohortId, learner }) => ({ cohortId, userId: learner.id }),
  "cohort.leave": ({ cohortId }) => ({ cohortId }),
  "cohort.setRole": ({ cohortId, learner }) => ({ cohortId, userId: learner.id, role: "instructor" }),
  "cohort.changeSettings": ({ cohortId }) => ({
    cohortId,
    maxEpochs: 5,
    maxActiveRuns: 1,
    learnersMayAddDatasets: true,
  }),
  "cohort.archive": ({ cohortId }) => ({ cohortId, isArchived: true }),
  "cohort.remove": ({ cohortId }) => ({ cohortId, name: "A cohort" }),
  "queue.move": ({ cohortId, waitingId }) => ({ cohortId, runId: waitingId, beforeRunId: null }),
  "cost.estimate": ({ cohortId }) => ({ cohortId, graph: presetGraph(), hyperParameters }),
  "storage.setLimit": ({ cohortId }) => ({ cohortId, limitBytes: 2 ** 30 }),
  "dataset.use": ({ cohortId }) => ({ cohortId, datasetId: "synthetic-tiles", isUsed: true }),
  "dataset.setDefault": ({ cohortId }) => ({ cohortId, datasetId: "synthetic-tiles" }),
  "dataset.letLearnersAdd": ({ cohortId }) => ({ cohortId, isLet: true }),
  "dataset.update": ({ cohortId, datasetId }) => ({ cohortId, datasetId, title: "Renamed" }),
  "dataset.remove": ({ cohortId, datasetId }) => ({ cohortId, datasetId }),
  "datasetImport.start": ({ importId }) => ({
    importId,
    options: { side: 32, fit: "crop", colour: "colour", split: { rule: "published" }, faults: "leave-out" },
  }),
  "datasetImport.cancel": ({ importId }) => ({ importId }),
  "datasetImport.discard": ({ importId }) => ({ importId }),
  "datasetImport.confirm": ({ doneImportId: importId }) => ({
    importId,
    title: "Leaves",
    licence: "CC0",
    source: "",
  }),
  "design.startFrom": ({ designId }) => ({ designId, from: { kind: "fresh" } }),
  "design.save": ({ designId }) => ({ designId, revision: 1, name: "Saved" }),
  "design.takeOver": ({ leftDesignId }) => ({ designId: leftDesignId }),
  "design.remove": ({ designId }) => ({ designId }),
  "exercise.save": ({ exerciseId }) => ({ exerciseId, revision: 1, title: "Renamed" }),
  "exercise.remove": ({ exerciseId }) => ({ exerciseId }),
  "exercise.extend": ({ exerciseId, learner }) => ({
    exerciseId,
    userId: learner.id,
    dueAt: "2100-01-01T00:00:00.000Z",
    reason: "Ill",
  }),
  "exercise.showNames": ({ anonymousExerciseId: exerciseId }) => ({ exerciseId, reason: "Two are alike" }),
  "competition.save": ({ exerciseId }) => ({ exerciseId, settings: DEFAULT_COMPETITION }),
  "competition.remove": ({ exerciseId }) => ({ exerciseId }),
  "competition.chooseFinal": ({ entryId }) => ({ submissionId: entryId, isFinal: true }),
  "competition.uncover": ({ competitionId }) => ({ exerciseId: competitionId, uncovered: 1 }),
  "submission.removePicture": ({ submissionId }) => ({ submissionId, questionId: "q" }),
  "submission.grade": ({ submissionId }) => ({ submissionId, points: 0, comment: "Good.", isReleased: true }),
  "submission.scoreAgain": ({ exerciseId }) => ({ exerciseId }),
  "notice.read": () => ({ until: "2100-01-01T00:00:00.000Z" }),
  "peer.mark": ({ reviewId }) => ({ reviewId, points: 0, levels: {}, comment: "Good." }),
  "peer.draw": ({ drawnExerciseId: exerciseId }) => ({
    exerciseId,
    each: 1,
    method: "median",
    dueAt: "2100-01-01T00:00:00.000Z",
  }),
  "peer.release": ({ otherExerciseId: exerciseId }) => ({ exerciseId }),
  "team.join": ({ teamExerciseId: exerciseId, teamId }) => ({ exerciseId, by: { teamId } }),
  "team.leave": ({ teamExerciseId: exerciseId }) => ({ exerciseId }),
  "team.place": ({ teamExerciseId: exerciseId, teamId, learner }) => ({
    exerciseId,
    teamId,
    userId: learner.id,
  }),
  "team.deal": ({ teamExerciseId: exerciseId }) => ({ exerciseId }),
  "lti.register": ({ cohortId }) => ({ cohortId, ...PLATFORM_FIELDS, clientId: "another" }),
  "lti.change": ({ platformId }) => ({ platformId, ...PLATFORM_FIELDS, name: "Renamed" }),
  "lti.remove": ({ platformId }) => ({ platformId }),
  "lti.allowCourse": ({ courseId }) => ({ courseId, isAllowed: false }),
  // They ask a platform; what comes of it twice is in server/services/lti/lti.test.ts.
  "lti.roster": ({ courseId }) => ({ courseId }),
  "lti.invite": ({ courseId }) => ({ courseId }),
  "lti.sendScores": ({ platformId }) => ({ platformId }),
  "roster.preview": ({ cohortId }) => ({ cohortId, text: "First Learner,first@example.org" }),
  "roster.invite": ({ cohortId }) => ({ cohortId, text: "First Learner,first@example.org" }),
  "roster.withdraw": ({ cohortId, invitationId }) => ({ cohortId, invitationId }),
  "run.cancel": ({ runningId }) => ({ runId: runningId }),
  "run.pause": ({ runningId }) => ({ runId: runningId }),
  "run.remove": ({ runId }) => ({ runId }),
  "run.keepModel": ({ runId }) => ({ runId, isKept: true }),
  "run.mark": ({ cohortId, runId }) => ({ cohortId, runIds: [runId], addTags: ["good"], isHidden: true }),
  "run.rename": ({ runId }) => ({ runId, name: "Renamed" }),
  // Asked again, what is on its way is the same.
  "model.fetch": ({ cohortId }) => ({ cohortId, name: "yolox-nano" }),
  "model.cancel": ({ arrivalId }) => ({ arrivalId }),
  "model.remove": ({ cohortId, modelName }) => ({ cohortId, name: modelName }),
  "vision.removePicture": ({ pictureId }) => ({ pictureId }),
  "vision.ask": ({ pictureId }) => ({ pictureId, ask: { kind: "detect", model: "tiny" } }),
};

// oxlint-disable-next-line no-underscore-dangle -- tRPC's own name for its list
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
// oxlint-disable-next-line no-underscore-dangle
const mutations = Object.keys(procedures).filter((path) => procedures[path]!._def.type === "mutation");
const createCaller = createCallerFactory(appRouter);

let deps: TestDeps;

beforeAll(async () => {
  deps = await createTestDeps();
  await putTinyModel(deps.deps.files);
});
afterAll(() => deps.close());

async function createWorld(path: string): Promise<World> {
  const { db } = deps.deps;
  const { cohortId, instructor, learner } = await createCohortOf(db);
  const joinCode = randomUUID().slice(0, 8).toUpperCase();
  await db.update(cohort).set({ joinCode }).where(eq(cohort.id, cohortId));
  const isJoining = path === "cohort.join";
  const actor = isJoining ? await createPerson(db) : instructor;
  const colleague = isJoining ? await createPerson(db) : await addMember(db, cohortId, "instructor");
  const owner = { cohortId, ownerId: instructor.id };
  const [design, otherDesign] = [
    await createDesignOf(db, owner, { isShared: true }),
    await createDesignOf(db, owner, { isShared: true }),
  ];
  const handIn = { ...EMPTY_EXERCISE.handIn, isAnonymous: true };
  const [exercise, otherExercise, anonymousExercise] = [
    await createExerciseOf(db, { cohortId, createdBy: instructor.id }),
    await createExerciseOf(db, { cohortId, createdBy: instructor.id }),
    await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { handIn }),
  ];
  const byTeams = await createTeamOf(db, { cohortId, createdBy: instructor.id });
  const { id: leaver } = await createPerson(db);
  const left = await createDesignOf(db, { cohortId, ownerId: leaver }, { isShared: true });
  const importIn = async (values: Partial<typeof datasetImport.$inferInsert>) => {
    const id = randomUUID();
    const upload = { id, cohortId, ownerId: actor.id, name: "leaves.zip", bytes: 100, receivedBytes: 100 };
    await db.insert(datasetImport).values({ ...upload, ...values });
    return id;
  };
  const datasetId = randomUUID();
  const own = { title: "Leaves", licence: "CC0", source: "The garden", visibility: "cohort" } as const;
  await db.insert(dataset).values({ id: datasetId, cohortId, ownerId: actor.id, ...own });
  const runIn = async (state: "finished" | "running" | "paused", startedFrom: StartingPoint | null = null) =>
    (await createRunOf(db, { cohortId, startedBy: instructor.id }, { state, startedFrom })).id;
  async function waitingIn(): Promise<string> {
    const starter = { cohortId, startedBy: learner.id };
    const { id, jobId } = await createRunOf(db, starter, { state: "queued" });
    await db.transaction((tx) => deps.deps.jobs.enqueue(tx, trainRunJob, { runId: id }, { id: jobId }));
    return id;
  }
  async function submissionIn(exerciseId: string): Promise<string> {
    return createSubmissionOf(db, {
      cohortId,
      exerciseId,
      userId: learner.id,
      runId: await runIn("finished"),
    });
  }
  async function drawnIn(): Promise<string> {
    const content = { ...EMPTY_EXERCISE.content, handPoints: 5 };
    const { id } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { content });
    for (const { id: userId } of [learner, await addMember(db, cohortId, "learner")]) {
      await createSubmissionOf(db, { cohortId, exerciseId: id, userId, runId: await runIn("finished") });
    }
    return id;
  }
  const submissionId = await submissionIn(otherExercise.id);
  const reviewed = { cohortId, exerciseId: otherExercise.id, submissionId };
  const board = await createCompetitionOf(db, {
    cohortId,
    createdBy: instructor.id,
    versionId: deps.versionId,
  });
  const runId = await runIn("finished");
  const begun = { source: "base.keras", layers: 1, of: 3 };
  const storageKey = `runs/${runId}/model.onnx`;
  await db.insert(artifact).values({ runId, kind: "onnx", storageKey, sizeBytes: 1, sha256: "0" });
  const arrivalId = randomUUID();
  await db
    .insert(modelArrival)
    .values({ id: arrivalId, cohortId, requestedBy: actor.id, title: "A", bytes: 1 });
  const modelName = `own-${arrivalId.slice(0, 8)}`;
  if (path === "model.remove") await putTinyModel(deps.deps.files, { name: modelName, cohortId });
  const handedIn = { submissionId, questionId: "q", ownerId: actor.id, bytes: Buffer.alloc(1) };
  await db.insert(submissionPicture).values(handedIn);
  return {
    arrivalId,
    modelName,
    cohortId,
    joinCode,
    designId: design.id,
    otherDesignId: otherDesign.id,
    exerciseId: exercise.id,
    otherExerciseId: otherExercise.id,
    anonymousExerciseId: anonymousExercise.id,
    teamExerciseId: byTeams.exerciseId,
    teamId: byTeams.teamId,
    invitationId: await createInvitationOf(db, cohortId),
    ...(await createPlatformOf(db, cohortId)),
    submissionId,
    reviewId: await createReviewOf(db, { ...reviewed, reviewerId: actor.id }),
    drawnExerciseId: path === "peer.draw" ? await drawnIn() : "",
    competitionId: board.exerciseId,
    entryId: await board.enter(actor.id),
    leftDesignId: left.id,
    datasetId,
    importId: await importIn({ state: "uploaded" }),
    doneImportId: await importIn({
      state: "done",
      datasetId: "synthetic-tiles",
      versionId: deps.versionId,
    }),
    runId,
    runningId: await runIn("running"),
    pausedId: await runIn("paused"),
    otherPausedId: await runIn("paused"),
    begunId: await runIn("finished", begun),
    otherBegunId: await runIn("finished", begun),
    pictureId: (await createVisionQuestionOf(db, { cohortId, ownerId: actor.id })).pictureId,
    waitingId: path === "queue.move" ? await waitingIn() : "",
    actor,
    colleague,
    learner,
  };
}

async function call(path: string, actor: Person, input: Input): Promise<string | undefined> {
  const caller = createCaller({ requestId: "1", actor, deps: deps.deps });
  const [noun = "", verb = ""] = path.split(".");
  const nouns = caller as unknown as Record<
    string,
    Record<string, (input: Input) => Promise<{ id: string } | undefined>>
  >;
  return (await nouns[noun]![verb]!(input))?.id;
}

/** How many rows each table has, the queue's with them. What counts calls and keeps keys makes nothing. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows: tables } = await deps.deps.db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema = 'public' and table_name not in ('attempt', 'made_once')
    union select 'pgboss.job' order by name`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await deps.deps.db.execute<{ n: number }>(
      sql.raw(`select count(*)::int n from ${name}`),
    );
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

async function growthOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await rowCounts();
  await work();
  const after = await rowCounts();
  return Object.fromEntries(
    Object.entries(after).flatMap(([table, count]) => {
      const grown = count - (before[table] ?? 0);
      return grown === 0 ? [] : [[table, grown]];
    }),
  );
}

test("every mutation is one that takes a key or one that may come twice", () => {
  expect(Object.keys(CREATING_INPUTS).toSorted()).toEqual([...CREATING].toSorted());
  expect([...CREATING, ...Object.keys(REPEATABLE_INPUTS)].toSorted()).toEqual(mutations.toSorted());
});

test.each(Object.keys(REPEATABLE_INPUTS))("%s, sent twice, adds nothing", async (path) => {
  const world = await createWorld(path);
  // Teams are of learners.
  const actor = path === "team.join" ? world.learner : world.actor;
  if (path === "cohort.leave") await addMember(deps.deps.db, world.cohortId, "instructor");
  const input = REPEATABLE_INPUTS[path]!(world);
  const isAsked = ["lti.roster", "lti.invite"].includes(path);
  await call(path, actor, input).catch((error: unknown) => {
    if (!isAsked) throw error;
  });
  // It may say that what it is about is gone.
  const growth = await growthOf(() => call(path, actor, input).catch(() => undefined));
  expect(Object.values(growth).filter((grown) => grown > 0)).toEqual([]);
});

describe.each(CREATING)("%s", (path) => {
  async function asked() {
    const world = await createWorld(path);
    const { same, other } = CREATING_INPUTS[path](world);
    const idempotencyKey = randomUUID();
    return { ...world, same: { ...same, idempotencyKey }, other: { ...other, idempotencyKey } };
  }

  test("sent again, answers the same and adds nothing", async () => {
    const { actor, same } = await asked();
    const first = await call(path, actor, same);
    let second: string | undefined;
    expect(await growthOf(async () => (second = await call(path, actor, same)))).toEqual({});
    expect(second).toBe(first);
  });

  test("sent twice at once, adds what one call adds", async () => {
    const [once, twice] = [await asked(), await asked()];
    const single = await growthOf(() => call(path, once.actor, once.same));
    let answers: (string | undefined)[] = [];
    const double = await growthOf(async () => {
      answers = await Promise.all([1, 2, 3].map(() => call(path, twice.actor, twice.same)));
    });
    expect(double).toEqual(single);
    expect(new Set(answers).size).toBe(1);
  });

  test("with a key that stands for something else, is refused", async () => {
    const { actor, same, other } = await asked();
    await call(path, actor, same);
    const growth = await growthOf(() =>
      expect(call(path, actor, other)).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringMatching(/under the key/),
      }),
    );
    expect(growth).toEqual({});
  });

  test("with another person's key, is that person's own", async () => {
    const { actor, colleague, same } = await asked();
    const first = await call(path, actor, same);
    const second = await call(path, colleague, same).catch(({ code }: { code: string }) => code);
    const isNew = !["cohort.join", "run.resume", "run.startTwin", "submission.discuss"].includes(path);
    expect(first === second).toBe(!isNew);
    // Nobody hands in what somebody else has trained, and no two teams have one name.
    const refusals: Partial<Record<CreatingProcedure, string>> = {
      "submission.submit": "NOT_FOUND",
      "team.create": "CONFLICT",
    };
    const isOwnAlone = refusals[path] !== undefined;
    expect(["NOT_FOUND", "CONFLICT"].find((code) => code === second)).toBe(refusals[path]);
    const keeping = isOwnAlone ? [actor.id] : [actor.id, colleague.id];
    const kept = await deps.deps.db.select().from(madeOnce).where(eq(madeOnce.key, same.idempotencyKey));
    expect(kept.map(({ userId }) => userId).toSorted()).toEqual(keeping.toSorted());
  });

  test("with a key that is none, is refused", async () => {
    const { actor, same } = await asked();
    await expect(call(path, actor, { ...same, idempotencyKey: "1" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

test("a network started twice goes on being one run, whatever became of its design", async () => {
  const world = await createWorld("run.start");
  const { actor, designId } = world;
  const input = { ...CREATING_INPUTS["run.start"](world).same, idempotencyKey: randomUUID() };
  const first = await call("run.start", actor, input);
  await call("design.save", actor, { designId, revision: 1, name: "Changed since" });
  expect(await call("run.start", actor, input)).toBe(first);
});

test("what was refused keeps no key", async () => {
  const world = await createWorld("run.start");
  const { actor, designId } = world;
  const { same } = CREATING_INPUTS["run.start"](world);
  const input = { ...same, revision: 2, idempotencyKey: randomUUID() };
  await expect(call("run.start", actor, input)).rejects.toMatchObject({ code: "CONFLICT" });
  await call("design.save", actor, { designId, revision: 1, name: "Second" });
  expect(await call("run.start", actor, input)).toEqual(expect.any(String));
});
