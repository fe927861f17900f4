import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { scoreSubmissionJob } from "#server/jobs/score-submission.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { passOn } from "./pass-on.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

test("what was ended for others' memory is tried again, as often as a job is", async () => {
  const { deps } = world;
  const submissionId = "00000000-0000-4000-8000-000000000000";
  await deps.db.transaction((tx) => deps.jobs.enqueue(tx, scoreSubmissionJob, { submissionId }));
  const job = (await deps.jobs.fetch(scoreSubmissionJob))!;
  const ended = { isLeft: false, lost: new AbortController().signal };
  const end = { kind: "crashed", isForOthers: true };
  expect(await passOn(deps, job, { ...ended, end: { kind: "crashed" } })).toBe(false);
  expect(await passOn(deps, { ...job, retriesLeft: 0 }, { ...ended, end })).toBe(false);
  expect(await passOn(deps, job, { ...ended, end })).toBe(true);
  const { rows } = await deps.db.execute(sql`select state from pgboss.job where id = ${job.id}`);
  expect(rows).toEqual([{ state: "retry" }]);
});
