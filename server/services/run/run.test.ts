import { EUROSAT } from "#models/datasets/eurosat.ts";
import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { run } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { claimNext, epochOf, outcomeOf, queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { cancelRun } from "./cancel.ts";
import { claimRun } from "./claim.ts";
import { failRun } from "./fail.ts";
import { finishRun } from "./finish.ts";
import { getRun } from "./get.ts";
import { giveBackRun } from "./give-back.ts";
import { giveUpLostRuns } from "./give-up-lost.ts";
import { listRuns } from "./list.ts";
import { runNetwork } from "./network.ts";
import { markCancelled } from "./mark-cancelled.ts";
import { recordEpoch } from "./record-epoch.ts";
import { recordProgress } from "./record-progress.ts";
import { removeRun } from "./remove.ts";
import { runResult } from "./result.ts";
import { startRun } from "./start.ts";

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

const kinds = (details: Awaited<ReturnType<typeof getRun>>) => details.events.map(({ body }) => body.kind);
const PROGRESS = {
  attempt: 1,
  phase: "training",
  epoch: 1,
  epochs: 10,
  step: 5,
  steps: 100,
  loss: 1.2,
  metrics: { accuracy: 0.4 },
  imagesPerSecond: 500,
  secondsLeft: 60,
} as const;

async function drainQueue() {
  for (;;) {
    const job = await world.deps.jobs.fetch(trainRunJob);
    if (job === null) return;
    await world.deps.jobs.complete(job);
  }
}
beforeEach(drainQueue);

test("what a run costs is worked out while no transaction is open", async () => {
  const { deps, as } = world;
  const open: unknown[] = [];
  const estimateTraining: typeof deps.estimateTraining = async (task) => {
    const { rows } = await deps.db.execute(
      sql`select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    open.push(rows);
    return deps.estimateTraining(task);
  };
  const context = { ...as(learner), estimateTraining };
  const { id: designId } = await createDesignOf(deps.db, { cohortId, ownerId: learner.id });
  const input = { cohortId, designId, revision: 1, hyperParameters: DEFAULT_HYPER_PARAMETERS };
  expect((await startRun(context, input)).state).toBe("queued");
  expect(open).toEqual([[]]);
});

test("a run is queued, trained and finished, and its history has every step once", async () => {
  const { deps, as } = world;
  const queued = await queuedRun(world, cohortId, learner);
  expect(queued).toMatchObject({
    state: "queued",
    queuePlace: 0,
    epochsDone: 0,
    lastSeq: 1,
    canManage: true,
  });
  expect(queued.params).toBeGreaterThan(0);

  const lease = await claimNext(world);
  expect(lease).toMatchObject({ runId: queued.id, attempt: 1 });
  expect(await recordProgress(deps.db, lease, PROGRESS)).toEqual({ isHeld: true, asked: null });
  await recordEpoch(deps.db, lease, epochOf(1));
  await recordEpoch(deps.db, lease, epochOf(2));
  const training = await getRun(as(learner), queued.id);
  expect(training).toMatchObject({ state: "running", epochsDone: 2, queuePlace: null, progress: PROGRESS });

  expect(await finishRun(deps.db, lease, outcomeOf(0.8, 0.7))).toBe(true);
  // As after a commit whose answer was lost: told that it is written, and nothing is written twice.
  expect(await finishRun(deps.db, lease, outcomeOf(0.8, 0.7))).toBe(true);
  const finished = await getRun(as(instructor), queued.id);
  expect(finished).toMatchObject({
    state: "finished",
    score: 0.8,
    tieBreak: 0.7,
    progress: null,
    bestEpoch: 1,
  });
  expect(kinds(finished)).toEqual(["queued", "started", "epoch", "epoch", "finished"]);
  expect(finished.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(await runResult(as(learner), queued.id)).toMatchObject({
    target: EUROSAT.target,
    test: { accuracy: 0.8 },
  });
  const network = await runNetwork(as(learner), queued.id);
  expect(network).toMatchObject({ params: queued.params, whyNoTfjs: null });
  expect(network.layers.at(-1)).toMatchObject({ type: "Output", shape: [10] });
  expect(network.layers.map(({ meaning }) => meaning.length)).toEqual(network.layers.map(() => 16));
});

test("a list says of a run what its own page says, at every moment", async () => {
  const { deps, as } = world;
  const first = await queuedRun(world, cohortId, learner);
  const second = await queuedRun(world, cohortId, instructor);
  const bothSay = async (id: string) => {
    const { events: _events, ...page } = await getRun(as(learner), id);
    const { items } = await listRuns(as(learner), { cohortId, limit: 10 });
    const item = items.find((each) => each.id === id);
    expect(page).toMatchObject(item ?? {});
    return item;
  };
  expect(await bothSay(first.id)).toMatchObject({ state: "queued", queuePlace: 0, refusal: null });
  expect(await bothSay(second.id)).toMatchObject({ state: "queued", queuePlace: 1 });
  const lease = await claimNext(world);
  await recordProgress(deps.db, lease, PROGRESS);
  expect(await bothSay(first.id)).toMatchObject({ state: "running", progress: PROGRESS, queuePlace: null });
  expect(await bothSay(second.id)).toMatchObject({ queuePlace: 0 });
  await cancelRun(as(learner), first.id);
  expect(await bothSay(first.id)).toMatchObject({ isCancelRequested: true });
});

test("a worker that lost its lease writes nothing", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const stale = await claimNext(world);
  await recordEpoch(deps.db, stale, epochOf(1));
  const current = { ...stale, attempt: 2 };
  expect(await claimRun(deps.db, { ...current, workerId: "worker-2", fromEpoch: 1 })).not.toBeNull();

  const lost = { isHeld: false, asked: null };
  expect(await recordEpoch(deps.db, stale, epochOf(2))).toEqual(lost);
  expect(await recordProgress(deps.db, stale, PROGRESS)).toEqual(lost);
  expect(await finishRun(deps.db, stale, outcomeOf(0.9))).toBe(false);
  expect(await failRun(deps.db, stale, { code: "INTERNAL", message: "x" })).toBe(false);
  expect(await markCancelled(deps.db, stale)).toBe(false);
  expect(await claimRun(deps.db, { ...stale, workerId: "worker-1" })).toBeNull();
  expect(await recordEpoch(deps.db, { ...current, jobId: id }, epochOf(2))).toEqual(lost);

  const details = await getRun(as(learner), id);
  expect(details).toMatchObject({ state: "running", attempt: 2, epochsDone: 1 });
  expect(kinds(details)).toEqual(["queued", "started", "epoch", "started"]);
});

test("events written at the same time are numbered without a gap", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => recordEpoch(deps.db, lease, epochOf(index + 1))),
  );
  const { events, lastSeq } = await getRun(as(learner), id);
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  expect(lastSeq).toBe(14);
});

test("scores that are not numbers end the run as failed", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  await finishRun(deps.db, await claimNext(world), outcomeOf(Number.NaN));
  expect(await getRun(as(learner), id)).toMatchObject({
    state: "failed",
    score: null,
    failure: { code: "NOT_FINITE" },
  });
});

describe("cancel", () => {
  test("a waiting run ends at once and its job is gone", async () => {
    const { deps, as } = world;
    const { id } = await queuedRun(world, cohortId, learner);
    await cancelRun(as(learner), id);
    await cancelRun(as(learner), id);
    const details = await getRun(as(learner), id);
    expect(details).toMatchObject({ state: "cancelled", queuePlace: null });
    expect(kinds(details)).toEqual(["queued", "cancelled"]);
    expect(await deps.jobs.fetch(trainRunJob)).toBeNull();
  });

  test("a training run's worker is told, and ends it", async () => {
    const { deps, as } = world;
    const { id } = await queuedRun(world, cohortId, learner);
    const lease = await claimNext(world);
    await cancelRun(as(instructor), id);
    expect(await getRun(as(learner), id)).toMatchObject({ state: "running", isCancelRequested: true });
    expect(await recordProgress(deps.db, lease, PROGRESS)).toEqual({ isHeld: true, asked: "cancel" });
    expect(await markCancelled(deps.db, lease)).toBe(true);
    expect(await getRun(as(learner), id)).toMatchObject({ state: "cancelled" });
  });

  test("after a crash it is not trained again", async () => {
    const { deps, as } = world;
    const { id } = await queuedRun(world, cohortId, learner);
    const lease = await claimNext(world);
    await cancelRun(as(learner), id);
    expect(await claimRun(deps.db, { ...lease, attempt: 2, workerId: "worker-2" })).toBeNull();
    expect(await getRun(as(learner), id)).toMatchObject({ state: "cancelled" });
  });

  test("against a finish at the same moment: the run ends once", async () => {
    const { deps, as } = world;
    for (let round = 0; round < 5; round += 1) {
      const { id } = await queuedRun(world, cohortId, learner);
      const lease = await claimNext(world);
      await Promise.all([
        cancelRun(as(learner), id),
        finishRun(deps.db, lease, outcomeOf(0.5)),
        markCancelled(deps.db, lease),
      ]);
      const details = await getRun(as(learner), id);
      const ends = kinds(details).filter((kind) => kind === "finished" || kind === "cancelled");
      expect(ends).toEqual([details.state]);
    }
  });

  test("is refused to a classmate", async () => {
    const classmate = await addMember(world.deps.db, cohortId, "learner");
    const { id } = await queuedRun(world, cohortId, learner);
    await expect(cancelRun(world.as(classmate), id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeRun(world.as(classmate), id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("start", () => {
  const inputOf = (design: { id: string; revision: number }) => ({
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  });

  test("at most three at a time, also when clicked at once", async () => {
    const design = await createDesignOf(world.deps.db, { cohortId, ownerId: learner.id });
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => startRun(world.as(learner), inputOf(design))),
    );
    const outcomes = results.map((result) =>
      String(result.status === "fulfilled" ? "STARTED" : result.reason.code),
    );
    expect(outcomes.toSorted()).toEqual([
      ...Array<string>(3).fill("QUOTA_EXCEEDED"),
      ...Array<string>(3).fill("STARTED"),
    ]);
  });

  test("one person's second run waits behind another's first", async () => {
    const other = await addMember(world.deps.db, cohortId, "learner");
    const first = await queuedRun(world, cohortId, learner);
    const second = await queuedRun(world, cohortId, learner);
    const others = await queuedRun(world, cohortId, other);
    const places = await Promise.all(
      [first, others, second].map(async ({ id }) => (await getRun(world.as(learner), id)).queuePlace),
    );
    expect(places).toEqual([0, 1, 2]);
    const claimed = [await claimNext(world), await claimNext(world), await claimNext(world)];
    expect(claimed.map(({ runId }) => runId)).toEqual([first.id, others.id, second.id]);
  });

  test("says what is wrong with a network, and queues nothing", async () => {
    const graph = presetGraph();
    const broken = { ...graph, edges: graph.edges.slice(1) };
    const design = await createDesignOf(world.deps.db, { cohortId, ownerId: learner.id }, { graph: broken });
    await expect(startRun(world.as(learner), inputOf(design))).rejects.toMatchObject({
      code: "INVALID_GRAPH",
      message: expect.stringMatching(/^[a-z_0-9]+: \w/),
    });
    expect(await world.deps.jobs.fetch(trainRunJob)).toBeNull();
  });

  test("refuses class weights that are not one for each class, and queues nothing", async () => {
    const design = await createDesignOf(world.deps.db, { cohortId, ownerId: learner.id });
    const hyperParameters = { ...DEFAULT_HYPER_PARAMETERS, classWeight: [1, 2] };
    await expect(startRun(world.as(learner), { ...inputOf(design), hyperParameters })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringMatching(/^Expected 10 class weights.*received 2$/),
    });
    expect(await world.deps.jobs.fetch(trainRunJob)).toBeNull();
  });

  test("refuses a design that has moved on, or is another's and not shared", async () => {
    const design = await createDesignOf(world.deps.db, { cohortId, ownerId: learner.id });
    await expect(startRun(world.as(learner), { ...inputOf(design), revision: 2 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(startRun(world.as(instructor), inputOf(design))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

test("a run whose job is lost for good is given up", async () => {
  const { deps, as } = world;
  await giveUpLostRuns(deps.db);
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  expect(await giveUpLostRuns(deps.db)).toBe(0);
  await deps.jobs.fail({ queue: "train", id: lease.jobId, attempt: 1 }, "the worker was killed");
  for (const attempt of [2, 3, 4]) {
    const job = await deps.jobs.fetch(trainRunJob);
    expect(job).toMatchObject({ id: lease.jobId, attempt });
    await deps.jobs.fail(job!, "the worker was killed");
  }
  expect(await deps.jobs.fetch(trainRunJob)).toBeNull();
  expect(await giveUpLostRuns(deps.db)).toBe(1);
  expect(await getRun(as(learner), id)).toMatchObject({ state: "failed", failure: { code: "GAVE_UP" } });
});

test("a run that is given back waits again, without using up a retry", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const leases = [];
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const lease = await claimNext(world);
    expect(lease).toMatchObject({ runId: id, attempt });
    expect(await giveBackRun(deps, lease)).toBe(true);
    expect(await giveBackRun(deps, lease)).toBe(false);
    const given = await getRun(as(learner), id);
    expect(given).toMatchObject({ state: "queued", queuePlace: 0 });
    expect(kinds(given).at(-1)).toBe("queued");
    leases.push(lease);
  }
  expect(await finishRun(deps.db, leases.at(-1)!, outcomeOf(0.5))).toBe(false);
  await cancelRun(as(learner), id);
  expect(await deps.jobs.fetch(trainRunJob)).toBeNull();
});

test("a run that was to be cancelled ends when it is given back", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await cancelRun(as(learner), id);
  expect(await giveBackRun(deps, lease)).toBe(true);
  expect(await getRun(as(learner), id)).toMatchObject({ state: "cancelled" });
  expect(await deps.jobs.fetch(trainRunJob)).toBeNull();
});

test("removing a run takes its files with it, and only once it has ended", async () => {
  const { deps, as } = world;
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  await expect(removeRun(as(learner), id)).rejects.toMatchObject({ code: "CONFLICT" });
  const { key, ...file } = await deps.files.put(`runs/${id}/model.onnx`, Readable.from(["weights"]));
  await finishRun(deps.db, lease, {
    ...outcomeOf(0.5),
    artifacts: [{ kind: "onnx", storageKey: key, ...file }],
  });
  expect(await getRun(as(learner), id)).toMatchObject({ hasModel: true });
  await removeRun(as(learner), id);
  expect(await deps.files.head(key)).toBeNull();
  await expect(getRun(as(learner), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("runs are listed newest first in pages that neither repeat nor skip", async () => {
  const { deps, as } = world;
  const created: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { id } = await queuedRun(world, cohortId, learner);
    created.unshift(id);
  }
  // Rows of one instant are told apart by id.
  await deps.db
    .update(run)
    .set({ createdAt: new Date(1_700_000_000_123) })
    .where(eq(run.cohortId, cohortId));
  const first = await listRuns(as(learner), { cohortId, limit: 2 });
  const second = await listRuns(as(learner), { cohortId, limit: 2, cursor: first.nextCursor ?? "" });
  const listed = [...first.items, ...second.items].map(({ id }) => id);
  expect(listed.toSorted()).toEqual(created.toSorted());
  expect(second.nextCursor).toBeNull();
  await expect(listRuns(as(learner), { cohortId, limit: 2, cursor: "2020" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
