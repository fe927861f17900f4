import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { JSONWebKeySet } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  ltiContext,
  ltiLink,
  ltiPerson,
  ltiPlatform,
  ltiScore,
  submission,
  submissionMember,
} from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createExerciseOf,
  createPerson,
  createRunOf,
  createSubmissionOf,
  type Person,
} from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { sendScoreJob } from "#server/jobs/send-score.ts";
import { createTestPlatform, ROLE, type TestPlatform } from "#server/lti/testing/test-platform.ts";
import { createCohort } from "../cohort/create.ts";
import { joinCohort } from "../cohort/join.ts";
import { finishScoring } from "../submission/finish.ts";
import { gradeSubmission } from "../submission/grade.ts";
import { evaluationOf } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { changePlatform, registerPlatform, removePlatform } from "./platforms.ts";
import { sendAllScores } from "./queue-all-scores.ts";
import { queueScores } from "./queue-scores.ts";
import { invitePlatformRoster, platformRoster } from "./roster.ts";
import { enqueueScores, sendScore } from "./send-scores.ts";
import { ltiSettings } from "./settings.ts";

let world: TestDeps;
let platform: TestPlatform;
let cohortId: string;
let instructor: Person;
let learner: Person;
let platformId: string;
let courseId: string;
let sub: string;

const BY_HAND: ExerciseContent = { ...EMPTY_EXERCISE.content, handPoints: 10 };

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db, lti, siteUrl } = world.deps;
  // What an earlier test has left to be sent.
  await db.delete(ltiPlatform);
  platform = await createTestPlatform();
  platform.reach(siteUrl, lti.publicKeys as () => Promise<JSONWebKeySet>);
  ({ cohortId, instructor, learner } = await createCohortOf(db));
  ({ id: platformId } = await registerPlatform(world.as(instructor), { cohortId, ...platform.registration }));
  const [course] = await db
    .insert(ltiContext)
    .values({
      platformId,
      deploymentId: "deployment-1",
      contextId: "course-1",
      title: "A course",
      isAllowed: true,
      membershipsUrl: `${platform.url}/members`,
    })
    .returning();
  courseId = course!.id;
  sub = randomUUID();
  await db.insert(ltiPerson).values({ platformId, sub, userId: learner.id, isMadeHere: true });
  return () => platform.close();
});

/** An exercise with a column over there, and what the learner has handed in. */
async function handedIn(content = BY_HAND, values: Partial<typeof submission.$inferInsert> = {}) {
  const { db } = world.deps;
  const { id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { content });
  await db.insert(ltiLink).values({
    contextId: courseId,
    resourceLinkId: randomUUID(),
    exerciseId,
    lineItemUrl: `${platform.url}/columns/1?type=x`,
  });
  const ended = { state: "finished", datasetVersionId: world.versionId } as const;
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: learner.id }, ended);
  const submissionId = await createSubmissionOf(db, { cohortId, exerciseId, userId: learner.id, runId });
  if (Object.keys(values).length > 0)
    await db.update(submission).set(values).where(eq(submission.id, submissionId));
  return { exerciseId, submissionId };
}

const give = (submissionId: string, points: number, isReleased = true) =>
  gradeSubmission(world.as(instructor), {
    submissionId,
    points,
    comment: "",
    isReleased,
    levels: {},
    answerPoints: {},
    pins: [],
  });
const scores = () =>
  world.deps.db.select().from(ltiScore).where(eq(ltiScore.userId, learner.id)).orderBy(ltiScore.number);

/** As a worker does: what is due has its job, and each is worked off. */
async function work(): Promise<string[]> {
  const { db, jobs, lti } = world.deps;
  await enqueueScores({ db, jobs });
  const ends: string[] = [];
  for (let job = await jobs.fetch(sendScoreJob); job !== null; job = await jobs.fetch(sendScoreJob)) {
    ends.push(await sendScore({ db, lti }, job.payload.scoreId));
    await jobs.complete(job);
  }
  return ends;
}

test("a grade goes out once it is released, once, and again when it changes", async () => {
  const { submissionId } = await handedIn();
  await give(submissionId, 7, false);
  expect(await scores()).toEqual([]);
  await give(submissionId, 7);
  expect(await work()).toEqual(["sent"]);
  expect(platform.scores.get(sub)).toMatchObject({
    scoreGiven: 7,
    scoreMaximum: 10,
    activityProgress: "Completed",
    gradingProgress: "FullyGraded",
  });
  await give(submissionId, 7);
  await give(submissionId, 9, false);
  expect(await work()).toEqual([]);
  expect(platform.asked).toMatchObject({ scores: 1, changes: 1, tokens: 1 });
  await give(submissionId, 9);
  expect(await work()).toEqual(["sent"]);
  expect(platform.scores.get(sub)).toMatchObject({ scoreGiven: 9 });
  // Access that was given once is used again.
  expect(platform.asked).toMatchObject({ scores: 2, changes: 2, tokens: 1 });
  expect((await scores()).map(({ state, number }) => [number, state])).toEqual([
    [1, "sent"],
    [2, "sent"],
  ]);
});

test("of what a team has handed in each who was in it is told", async () => {
  const { db } = world.deps;
  const mate = await addMember(db, cohortId, "learner");
  const other = randomUUID();
  await db.insert(ltiPerson).values({ platformId, sub: other, userId: mate.id, isMadeHere: false });
  const { submissionId } = await handedIn();
  await db
    .insert(submissionMember)
    .values([learner, mate].map(({ id: userId }) => ({ submissionId, userId })));
  await give(submissionId, 6);
  expect(await work()).toEqual(["sent", "sent"]);
  expect([sub, other].map((each) => platform.scores.get(each)?.scoreGiven)).toEqual([6, 6]);
});

test("what checks alone decide goes out when they have", async () => {
  const jobId = randomUUID();
  const checks = [
    { id: "deep", test: { kind: "max-params" as const, max: 10_000_000 }, points: 4, message: "" },
  ];
  const content: ExerciseContent = { ...EMPTY_EXERCISE.content, checks };
  const { submissionId } = await handedIn(content, { state: "queued", jobId, checkPoints: null });
  const scored = { weightsSha256: "0", evaluation: evaluationOf(0.5), answers: null };
  expect(await finishScoring(world.deps.db, { submissionId, jobId }, scored)).toBe(true);
  expect(await work()).toEqual(["sent"]);
  expect(platform.scores.get(sub)).toMatchObject({ scoreGiven: 4, scoreMaximum: 4 });
});

test("a platform that is away is asked again later, and takes the score once", async () => {
  const { submissionId } = await handedIn();
  await give(submissionId, 7);
  platform.answers.push({ status: 503, headers: { "Retry-After": "600" } });
  expect(await work()).toEqual(["later"]);
  const [waiting] = await scores();
  expect(waiting).toMatchObject({ state: "waiting", tries: 1, failure: expect.stringContaining("503") });
  // As long as the platform said, and not as the first try would have it.
  const waits = (waiting?.nextTryAt.getTime() ?? 0) - (waiting?.gradedAt.getTime() ?? 0);
  expect(waits).toBeGreaterThanOrEqual(600_000);
  expect(await work()).toEqual([]);
  expect((await ltiSettings(world.as(instructor), cohortId)).platforms[0]?.scores).toMatchObject({
    waiting: 1,
    failures: [{ failure: expect.stringContaining("503") }],
  });
  // Taken, and the answer was lost.
  platform.answers.push({ status: 429, isTaken: true });
  await sendAllScores(world.as(instructor), platformId);
  expect(await work()).toEqual(["later"]);
  await sendAllScores(world.as(instructor), platformId);
  expect(await work()).toEqual(["sent"]);
  expect(platform.asked).toMatchObject({ scores: 3, changes: 1 });
  expect(await scores()).toHaveLength(1);
});

test("who dies between sending and writing it down sends the very same again, which changes nothing", async () => {
  const { db, lti } = world.deps;
  const { submissionId } = await handedIn();
  await give(submissionId, 7);
  const [{ id } = { id: "" }] = await scores();
  const dying = {
    async postScore(...score: Parameters<typeof lti.postScore>): Promise<void> {
      await lti.postScore(...score);
      throw new Error("killed");
    },
  };
  await expect(sendScore({ db, lti: dying }, id)).rejects.toThrow("killed");
  expect(await scores()).toMatchObject([{ state: "waiting" }]);
  expect(await work()).toEqual(["sent"]);
  expect(platform.asked).toMatchObject({ scores: 2, changes: 1 });
  expect(await sendScore({ db, lti }, id)).toBe("not-due");
  expect(platform.asked.scores).toBe(2);
});

test("a refused score is shown, and sent once more where the instructor says so", async () => {
  const { submissionId } = await handedIn();
  await give(submissionId, 7);
  platform.answers.push({ status: 404 });
  expect(await work()).toEqual(["failed"]);
  expect((await ltiSettings(world.as(instructor), cohortId)).platforms[0]?.scores).toMatchObject({
    failed: 1,
    failures: [{ person: learner.name, failure: "The platform answered 404 when a score was sent." }],
  });
  expect(await work()).toEqual([]);
  expect(await sendAllScores(world.as(instructor), platformId)).toEqual({ queued: 1 });
  expect(await work()).toEqual(["sent"]);
  expect(await sendAllScores(world.as(instructor), platformId)).toEqual({ queued: 0 });
  expect((await ltiSettings(world.as(instructor), cohortId)).platforms[0]?.scores).toMatchObject({
    sent: 1,
    failed: 0,
    failures: [],
  });
});

test("access that could not stand in a header is none", async () => {
  const { db } = world.deps;
  const body = JSON.stringify({ access_token: "a\r\nHost: elsewhere", expires_in: 60 });
  await db
    .update(ltiPlatform)
    .set({ tokenUrl: platform.serve({ body }) })
    .where(eq(ltiPlatform.id, platformId));
  const { submissionId } = await handedIn();
  await give(submissionId, 7);
  expect(await work()).toEqual(["failed"]);
  expect(await scores()).toMatchObject([{ failure: "The platform's answer holds no access token." }]);
});

test("access that is taken back is asked for again, and what a newer grade has replaced is not sent", async () => {
  const { db, lti } = world.deps;
  const { submissionId } = await handedIn();
  await give(submissionId, 5);
  await work();
  platform.forgetTokens();
  await give(submissionId, 6);
  const [, { id: older } = { id: "" }] = await scores();
  await give(submissionId, 8);
  expect(await sendScore({ db, lti }, older)).toBe("not-due");
  expect(await work()).toEqual(["sent"]);
  expect(platform.scores.get(sub)).toMatchObject({ scoreGiven: 8 });
  expect(platform.asked.tokens).toBe(2);
  expect((await scores()).map(({ state }) => state)).toEqual(["sent", "superseded", "sent"]);
});

test("written down twice at once, a score is one", async () => {
  const { db } = world.deps;
  const { submissionId, exerciseId } = await handedIn();
  await give(submissionId, 7, false);
  // Released past the service, so that the two calls below are the first to see it.
  await db.execute(`update grade set is_released = true where submission_id = '${submissionId}'`);
  const queued = await Promise.all(
    [1, 2, 3].map(() => db.transaction((tx) => queueScores(tx, { exerciseId, userId: learner.id }))),
  );
  expect(queued.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
  expect(await scores()).toHaveLength(1);
});

test("nothing is sent to a platform that is switched off or for a course that is let in no more", async () => {
  const { db } = world.deps;
  const { submissionId } = await handedIn();
  await give(submissionId, 7);
  await db.update(ltiContext).set({ isAllowed: false }).where(eq(ltiContext.id, courseId));
  expect(await work()).toEqual(["failed"]);
  await give(submissionId, 8);
  expect(await work()).toEqual([]);
  expect(platform.asked.scores).toBe(0);
});

test("a roster is read page by page and looked at, and whoever has an address is invited once", async () => {
  const { as } = world;
  const roles = [ROLE.learner];
  platform.members.push(
    { user_id: sub, name: "Here", email: "here@uni.test", roles },
    { user_id: "2", name: 'First "F" Learner, Jr.', email: "SECOND@uni.test", roles },
    { user_id: "3", name: "Further", roles },
    { user_id: "4", name: "Gone", email: "gone@uni.test", status: "Inactive", roles },
    { user_id: "5", name: "A teacher", email: "t@uni.test", roles: [ROLE.instructor] },
  );
  const standings = async () =>
    (await platformRoster(as(instructor), courseId)).people.map(({ name, standing }) => [name, standing]);
  expect(await standings()).toEqual([
    ['First "F" Learner, Jr.', "new"],
    ["Further", "silent"],
    ["Gone", "left"],
    ["Here", "member"],
  ]);
  expect(await invitePlatformRoster(as(instructor), courseId)).toEqual({ invited: 1 });
  expect(await invitePlatformRoster(as(instructor), courseId)).toEqual({ invited: 0 });
  expect((await standings())[0]).toEqual(['First "F" Learner, Jr.', "invited"]);
});

test("a platform is an instructor's of its cohort alone, and registered once", async () => {
  const { as, deps } = world;
  const input = { cohortId, ...platform.registration };
  expect(await registerPlatform(as(instructor), input)).toEqual({ id: platformId });
  const stranger = await createPerson(deps.db);
  const assistant = await addMember(deps.db, cohortId, "assistant");
  for (const [person, code] of [
    [stranger, "NOT_FOUND"],
    [learner, "FORBIDDEN"],
    [assistant, "FORBIDDEN"],
  ] as const) {
    await expect(changePlatform(as(person), { platformId, ...platform.registration })).rejects.toMatchObject({
      code,
    });
    await expect(removePlatform(as(person), platformId)).rejects.toMatchObject({ code });
    await expect(platformRoster(as(person), courseId)).rejects.toMatchObject({ code });
    await expect(sendAllScores(as(person), platformId)).rejects.toMatchObject({ code });
  }
  const other = { platformId, ...platform.registration, issuer: "https://other.example" };
  await expect(changePlatform(as(instructor), other)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const strict = { ...as(instructor), lti: { ...deps.lti, allowsPrivate: false } };
  await expect(changePlatform(strict, { platformId, ...platform.registration })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("Authentication request URL"),
  });
  await removePlatform(as(instructor), platformId);
  expect(await deps.db.select().from(ltiPlatform).where(eq(ltiPlatform.id, platformId))).toEqual([]);
});

test("an account that a platform has made joins no other class and makes none", async () => {
  const { as, deps } = world;
  const theirs = await createCohortOf(deps.db);
  const code = "OTHER-CODE1";
  await deps.db.execute(`update cohort set join_code = 'OTHERCODE1' where id = '${theirs.cohortId}'`);
  await expect(joinCohort(as(learner), { code })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(createCohort(as(learner), { name: "Mine" })).rejects.toMatchObject({ code: "CONFLICT" });
  await removePlatform(as(instructor), platformId);
  expect(await createCohort(as(learner), { name: "Mine" })).toMatchObject({ name: "Mine" });
});
