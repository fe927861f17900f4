import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { eventually } from "#models/testing/eventually.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { trainRunJob } from "./train-run.ts";

let database: TestDatabase;
let jobs: Jobs;

beforeAll(async () => {
  database = await createTestDatabase();
  jobs = await createJobs({
    databaseUrl: database.url,
    leaseSeconds: 5,
    onError: (error) => expect.unreachable(error.message),
  });
});
afterAll(async () => {
  await jobs.stop();
  await database.close();
});
afterEach(async () => {
  await database.db.execute(sql`delete from pgboss.job`);
});

const enqueue = (id: string, priority?: number) =>
  database.db.transaction((tx) =>
    jobs.enqueue(tx, trainRunJob, { runId: id }, { id, ...(priority === undefined ? {} : { priority }) }),
  );

test("a job exists only once its transaction has committed", async () => {
  const runId = randomUUID();
  await database.db
    .transaction(async (tx) => {
      await jobs.enqueue(tx, trainRunJob, { runId });
      throw new Error("rolled back");
    })
    .catch(() => undefined);
  expect(await jobs.fetch(trainRunJob)).toBeNull();
  await enqueue(runId);
  expect(await jobs.fetch(trainRunJob)).toMatchObject({ id: runId, attempt: 1, payload: { runId } });
});

test("attempts that count already are counted on, and leave as many tries as any job has", async () => {
  const id = randomUUID();
  const options = { id, attemptsBefore: 5 };
  await database.db.transaction((tx) => jobs.enqueue(tx, trainRunJob, { runId: id }, options));
  const first = await jobs.fetch(trainRunJob);
  expect(first).toMatchObject({ id, attempt: 6 });
  expect(await jobs.heartbeat({ ...first!, attempt: 1 })).toBe(false);
  for (const attempt of [7, 8, 9]) {
    await database.db.execute(
      sql`update pgboss.job set state = 'retry', start_after = now(), completed_on = null where retry_count < retry_limit`,
    );
    expect(await jobs.fetch(trainRunJob)).toMatchObject({ attempt });
  }
  const { rows } = await database.db.execute(sql`select retry_limit - retry_count as left from pgboss.job`);
  expect(rows).toEqual([{ left: 0 }]);
});

test("two workers never hold the same job", async () => {
  await Promise.all([enqueue(randomUUID()), enqueue(randomUUID())]);
  const fetched = await Promise.all([1, 2, 3, 4].map(() => jobs.fetch(trainRunJob)));
  const ids = fetched.flatMap((job) => (job === null ? [] : [job.id]));
  expect(new Set(ids).size).toBe(2);
  expect(ids).toHaveLength(2);
});

const released = () =>
  eventually(async () => {
    const job = await jobs.fetch(trainRunJob);
    if (job === null) throw new Error("Nobody has noticed yet");
    return job;
  });

test("the job of a worker that has gone quiet is fetched again, and the old claim is void", async () => {
  const runId = randomUUID();
  await enqueue(runId);
  const first = await jobs.fetch(trainRunJob);
  expect(await jobs.heartbeat(first!)).toBe(true);
  // As if the worker had been killed a while ago.
  await database.db.execute(
    sql`update pgboss.job set heartbeat_on = now() - interval '11 seconds', started_on = now() - interval '60 seconds'`,
  );
  const second = await released();
  expect(second).toMatchObject({ id: runId, attempt: 2 });
  expect(await jobs.heartbeat(first!)).toBe(false);
  expect(await jobs.complete(first!)).toBe(false);
  expect(await jobs.complete(second)).toBe(true);
});

test("a job that was fetched lately is held, however long ago it was heard of in an attempt before", async () => {
  const [quiet, held] = [randomUUID(), randomUUID()];
  await enqueue(quiet, 1);
  await enqueue(held);
  for (const id of [quiet, held]) expect(await jobs.fetch(trainRunJob)).toMatchObject({ id });
  await database.db.execute(sql`update pgboss.job set
    heartbeat_on = now() - interval '1 hour',
    started_on = now() + case when id = ${held} then interval '1 hour' else interval '-1 hour' end`);
  expect(await released()).toMatchObject({ id: quiet });
  expect(await jobs.fetch(trainRunJob)).toBeNull();
});

test("a job whose tries were not in vain has all of them again", async () => {
  const id = randomUUID();
  await enqueue(id);
  const lefts: number[] = [];
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const job = await jobs.fetch(trainRunJob);
    lefts.push(job!.retriesLeft);
    if (attempt === 3) await jobs.renewRetries(job!);
    // Only who holds it may.
    await jobs.renewRetries({ ...job!, attempt: attempt - 1 });
    expect(await jobs.fail(job!, "its worker was killed")).toBe(true);
  }
  expect(lefts).toEqual([3, 2, 1, 2, 1, 0]);
  expect(await jobs.fetch(trainRunJob)).toBeNull();
});
