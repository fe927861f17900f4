import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { jobRefusal, run, worker } from "#db/schema/index.ts";
import { createCohortOf, type Person } from "#db/testing/factories.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { cancelRun } from "../run/cancel.ts";
import { getRun } from "../run/get.ts";
import { refuseRun } from "../run/refuse.ts";
import { queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { forgetWorker } from "./forget.ts";
import { forgetRefusals } from "./refusals.ts";
import { registerWorker } from "./register.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let runId: string;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  await db.delete(worker);
  await db.execute(sql`delete from pgboss.job`);
  ({ cohortId, learner } = await createCohortOf(db));
  runId = (await queuedRun(world, cohortId, learner)).id;
});

const arrive = (id: string) =>
  registerWorker(world.deps.db, { id, hostname: "h", engine: "onnx", trainingMemoryBytes: 2 ** 34 });
const details = () => getRun(world.as(learner), runId);

/** As a worker with so much room that fetches the job. */
async function refuse(workerId: string, room: number) {
  const job = await world.deps.jobs.fetch(trainRunJob);
  if (job === null) throw new Error("The job does not wait");
  const failure = { code: "OUT_OF_MEMORY", message: `It has room for ${room}.` } as const;
  await refuseRun(world.deps, { runId, jobId: job.id, attempt: job.attempt }, { workerId, failure, room });
  return job;
}

test("alone, a worker's refusal is the last word", async () => {
  await arrive("small");
  await refuse("small", 1);
  expect(await details()).toMatchObject({
    state: "failed",
    failure: { code: "OUT_OF_MEMORY", message: "It has room for 1." },
  });
  expect(await world.deps.jobs.fetch(trainRunJob)).toBeNull();
});

test("while another is there it waits, without having lost a try, and may be left out of a fetch", async () => {
  await Promise.all(["small", "large"].map(arrive));
  const refused = await refuse("small", 1);
  expect(await details()).toMatchObject({ state: "queued", refusal: "It has room for 1." });
  expect(await world.deps.jobs.fetch(trainRunJob, { except: [refused.id] })).toBeNull();
  const again = await world.deps.jobs.fetch(trainRunJob);
  expect(again).toEqual(refused);
});

test("refused by all, it ends with the word of the one that came nearest", async () => {
  await Promise.all(["small", "large"].map(arrive));
  await refuse("large", 5);
  await refuse("small", 1);
  const { failure } = await details();
  expect(failure?.message).toMatch(/^It has room for 5\. It waited for another worker/);
});

test("when the other has died that is known after a while; one that ended in order may have a successor", async () => {
  const { db } = world.deps;
  await Promise.all(["small", "large", "other"].map(arrive));
  await refuse("small", 1);
  await db
    .update(worker)
    .set({ seenAt: sql`now() - interval '1 minute'` })
    .where(eq(worker.id, "large"));
  await refuse("small", 1);
  expect((await details()).state).toBe("queued");
  await forgetWorker(db, "other");
  await refuse("small", 1);
  expect((await details()).state).toBe("queued");
  await db.update(jobRefusal).set({ countsFrom: sql`now()` });
  await refuse("small", 1);
  expect((await details()).state).toBe("failed");
});

test("a worker on which no engine computes right is nobody to wait for", async () => {
  await Promise.all(["small", "hopeless"].map(arrive));
  await world.deps.db.update(worker).set({ trainingMemoryBytes: 0 }).where(eq(worker.id, "hopeless"));
  await refuse("small", 1);
  expect((await details()).state).toBe("failed");
});

test("a run whose worker died waits as queued, and one that was to be cancelled is", async () => {
  await Promise.all(["small", "large"].map(arrive));
  await world.deps.db.update(run).set({ state: "running", workerId: "dead" }).where(eq(run.id, runId));
  await refuse("small", 1);
  expect(await details()).toMatchObject({ state: "queued" });
  await world.deps.db.update(run).set({ state: "running" }).where(eq(run.id, runId));
  await cancelRun(world.as(learner), runId);
  await refuse("small", 1);
  expect(await details()).toMatchObject({ state: "cancelled" });
});

test("what was refused is forgotten when its job has ended, not before", async () => {
  const { db } = world.deps;
  const own = eq(jobRefusal.workerId, "forgetful");
  const kept = async () => (await db.select().from(jobRefusal).where(own)).length;
  await Promise.all(["forgetful", "large"].map(arrive));
  await refuse("forgetful", 1);
  await forgetRefusals(db);
  expect(await kept()).toBe(1);
  await cancelRun(world.as(learner), runId);
  await forgetRefusals(db);
  expect(await kept()).toBe(0);
});
