import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addMember, createCohortOf, createRunOf, type Person } from "#db/testing/factories.ts";
import type { RunPausePoint } from "#server/contract/run.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { leaveCohort } from "../cohort/leave.ts";
import { claimNext, epochOf, outcomeOf, queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { cancelRun } from "./cancel.ts";
import { claimRun } from "./claim.ts";
import { finishRun } from "./finish.ts";
import { getRun } from "./get.ts";
import { giveBackRun } from "./give-back.ts";
import { giveUpLostRuns } from "./give-up-lost.ts";
import { listRuns } from "./list.ts";
import { markPaused } from "./mark-paused.ts";
import { pauseRun } from "./pause.ts";
import { recordEpoch } from "./record-epoch.ts";
import { removeRun } from "./remove.ts";
import { MAX_OPEN_RUNS } from "./require-room.ts";
import { resumeRun } from "./resume.ts";

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
  for (;;) {
    const job = await world.deps.jobs.fetch(trainRunJob);
    if (job === null) return;
    await world.deps.jobs.complete(job);
  }
});

const POINT: RunPausePoint = { epoch: 2, step: 12, steps: 40, isCheckpointLost: false };
const details = (runId: string) => getRun(world.as(learner), runId);
const resume = (runId: string, isAnew = false) => resumeRun(world.as(learner), { runId, isAnew });

async function pausedRun() {
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await recordEpoch(world.deps.db, lease, epochOf(1));
  await pauseRun(world.as(learner), id);
  expect(await markPaused(world.deps.db, lease, POINT)).toBe(true);
  await world.deps.jobs.complete({ queue: "train", id: lease.jobId, attempt: lease.attempt });
  return { id, lease };
}

test("a training run pauses where its worker says, frees it, and goes on as the next attempt", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await recordEpoch(deps.db, lease, epochOf(1));
  await pauseRun(as(instructor), id);
  await pauseRun(as(learner), id);
  expect(await details(id)).toMatchObject({ state: "running", isPauseRequested: true });
  expect(await recordEpoch(deps.db, lease, epochOf(2))).toEqual({ isHeld: true, asked: "pause" });
  expect(await markPaused(deps.db, lease, { ...POINT, epoch: 3 })).toBe(true);
  expect(await markPaused(deps.db, lease, POINT)).toBe(false);
  await pauseRun(as(learner), id);
  expect(await details(id)).toMatchObject({
    state: "paused",
    isPauseRequested: false,
    progress: null,
    epochsDone: 2,
    queuePlace: null,
  });
  expect(await giveUpLostRuns(deps.db)).toBe(0);
  expect((await listRuns(as(learner), { cohortId, limit: 5 })).items).toMatchObject([{ state: "paused" }]);
  await expect(removeRun(as(learner), id)).rejects.toMatchObject({ code: "CONFLICT" });

  await resume(id);
  await resume(id);
  expect(await details(id)).toMatchObject({ state: "queued", queuePlace: 0, epochsDone: 2 });
  const job = await deps.jobs.fetch(trainRunJob);
  expect(job).toMatchObject({ attempt: 2, payload: { runId: id } });
  const next = { runId: id, jobId: job!.id, attempt: 2 };
  expect(next.jobId).not.toBe(lease.jobId);
  const claimed = await claimRun(deps.db, { ...next, workerId: "w2", fromEpoch: 2, fromStep: 12 });
  expect(claimed).not.toBeNull();
  await resume(id);
  expect(await recordEpoch(deps.db, lease, epochOf(3))).toEqual({ isHeld: false, asked: null });
  expect(await recordEpoch(deps.db, next, epochOf(3))).toEqual({ isHeld: true, asked: null });
  expect(await finishRun(deps.db, next, outcomeOf(0.8))).toBe(true);

  const finished = await details(id);
  const history = applyRunEvents(EMPTY_RUN_HISTORY, finished.events);
  expect(finished.events.map(({ seq }) => seq)).toEqual(finished.events.map((_, index) => index + 1));
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  expect(history).toMatchObject({ state: "finished", takenUp: { reason: "resumed" } });
  await expect(resume(id)).rejects.toMatchObject({ code: "CONFLICT" });
  await pauseRun(as(learner), id);
  expect(await details(id)).toMatchObject({ state: "finished" });
});

test("a waiting run is set aside at once, and its job is gone", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  await pauseRun(as(learner), id);
  expect(await details(id)).toMatchObject({ state: "paused" });
  expect(await deps.jobs.fetch(trainRunJob)).toBeNull();
  await resume(id);
  // Nothing has been trained, so no checkpoint is asked for.
  expect(await claimNext(world)).toMatchObject({ runId: id, attempt: 1 });
});

test("a job that was fetched while its run was paused trains nothing, also after a resume", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const job = await deps.jobs.fetch(trainRunJob);
  await pauseRun(as(learner), id);
  const stale = { runId: id, jobId: job!.id, attempt: 1, workerId: "w" };
  expect(await claimRun(deps.db, stale)).toBeNull();
  await resume(id);
  expect(await claimRun(deps.db, stale)).toBeNull();
  expect(await claimNext(world)).toMatchObject({ runId: id });
});

test("a worker that dies or ends while it is to pause leaves the run to pause all the same", async () => {
  const { deps, as } = world;
  const killed = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await recordEpoch(deps.db, lease, epochOf(1));
  await pauseRun(as(learner), killed.id);
  const second = { ...lease, attempt: 2 };
  expect(await claimRun(deps.db, { ...second, workerId: "w2", fromEpoch: 1 })).not.toBeNull();
  expect(await recordEpoch(deps.db, second, epochOf(2))).toEqual({ isHeld: true, asked: "pause" });

  expect(await giveBackRun(deps, { ...second, attempt: 1 })).toBe(false);
  expect(await giveBackRun(deps, second)).toBe(true);
  const { state, events } = await details(killed.id);
  expect(state).toBe("paused");
  expect(events.at(-1)?.body).toEqual({
    kind: "paused",
    point: { epoch: 3, step: 0, steps: null, isCheckpointLost: false },
  });
});

test("against a finish, a cancel and a second pause at the same moment, the run is left in one state", async () => {
  const { deps, as } = world;
  for (let round = 0; round < 5; round += 1) {
    const { id } = await queuedRun(world, cohortId, learner);
    const lease = await claimNext(world);
    await Promise.all([
      pauseRun(as(learner), id),
      finishRun(deps.db, lease, outcomeOf(0.5)),
      markPaused(deps.db, lease, POINT),
      cancelRun(as(instructor), id),
      pauseRun(as(instructor), id),
    ]);
    await cancelRun(as(instructor), id);
    const { state, events } = await details(id);
    const last = events.at(-1)?.body.kind;
    expect(["finished", "cancelled"]).toContain(state);
    expect(last).toBe(state);
  }
});

test("cancelled while it pauses it ends; cancelled while it is paused it ends at once", async () => {
  const { deps, as } = world;
  const pausing = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await pauseRun(as(learner), pausing.id);
  await cancelRun(as(learner), pausing.id);
  expect(await recordEpoch(deps.db, lease, epochOf(1))).toEqual({ isHeld: true, asked: "cancel" });
  expect(await markPaused(deps.db, lease, POINT)).toBe(true);
  expect(await details(pausing.id)).toMatchObject({ state: "cancelled" });

  const { id } = await pausedRun();
  await cancelRun(as(learner), id);
  expect(await details(id)).toMatchObject({ state: "cancelled" });
  await expect(resume(id)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("without its checkpoint it says so, tries again, and starts anew when it is told to", async () => {
  const { deps } = world;
  const { id } = await pausedRun();
  await expect(resume(id, true)).rejects.toMatchObject({ code: "CONFLICT" });
  for (let round = 0; round < 2; round += 1) {
    await resume(id);
    const job = await deps.jobs.fetch(trainRunJob);
    const lease = { runId: id, jobId: job!.id, attempt: job!.attempt, workerId: "w2" };
    expect(await claimRun(deps.db, lease)).toBeNull();
    const { state, events, epochsDone } = await details(id);
    expect({ state, epochsDone }).toEqual({ state: "paused", epochsDone: 1 });
    expect(events.at(-1)?.body).toEqual({ kind: "paused", point: { ...POINT, isCheckpointLost: true } });
    await deps.jobs.complete(job!);
  }
  await resume(id, true);
  const lease = await claimNext(world);
  await recordEpoch(deps.db, lease, epochOf(1));
  const history = applyRunEvents(EMPTY_RUN_HISTORY, (await details(id)).events);
  expect(history).toMatchObject({ state: "running", takenUp: { fromEpoch: 0, reason: "resumed-earlier" } });
  expect(history.epochs).toHaveLength(1);
});

test("a paused run makes room for another, and asks for room when it is resumed", async () => {
  const { db } = world.deps;
  const { id } = await pausedRun();
  for (let index = 0; index < 3; index += 1) await queuedRun(world, cohortId, learner);
  await expect(resume(id)).rejects.toMatchObject({
    code: "QUOTA_EXCEEDED",
    message: expect.stringMatching(/^You have 3 /),
  });
  await expect(resumeRun(world.as(instructor), { runId: id, isAnew: false })).rejects.toMatchObject({
    message: expect.stringMatching(/^Its owner has 3 /),
  });
  const other = await addMember(db, cohortId, "learner");
  const theirs = { cohortId, startedBy: other.id };
  for (let index = 0; index < MAX_OPEN_RUNS; index += 1) await createRunOf(db, theirs, { state: "paused" });
  await expect(queuedRun(world, cohortId, other)).rejects.toMatchObject({
    code: "QUOTA_EXCEEDED",
    message: expect.stringContaining("8 paused runs"),
  });
});

test("a classmate and a stranger neither pause nor resume", async () => {
  const { id } = await pausedRun();
  const classmate = await addMember(world.deps.db, cohortId, "learner");
  const { instructor: stranger } = await createCohortOf(world.deps.db);
  for (const [actor, code] of [
    [classmate, "FORBIDDEN"],
    [stranger, "NOT_FOUND"],
  ] as const) {
    await expect(pauseRun(world.as(actor), id)).rejects.toMatchObject({ code });
    await expect(resumeRun(world.as(actor), { runId: id, isAnew: false })).rejects.toMatchObject({ code });
  }
  expect(await details(id)).toMatchObject({ state: "paused" });
});

test("who leaves a cohort leaves no paused run behind", async () => {
  const { id } = await pausedRun();
  await leaveCohort(world.as(learner), cohortId);
  expect(await getRun(world.as(instructor), id)).toMatchObject({ state: "cancelled" });
});
