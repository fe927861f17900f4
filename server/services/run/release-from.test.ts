import { afterAll, beforeAll, expect, test } from "vitest";
import { createCohortOf } from "#db/testing/factories.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { claimNext, epochOf, queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { claimRun } from "./claim.ts";
import { checkLease } from "./check-lease.ts";
import { recordEpoch } from "./record-epoch.ts";
import { releaseRunsFrom } from "./release-from.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

const DEAD = "aaaaaaaaaaaa";

test("what a dead worker held is there for the next at once, and what others hold is not", async () => {
  const { deps } = world;
  const { cohortId, learner } = await createCohortOf(deps.db);
  for (let count = 0; count < 2; count += 1) await queuedRun(world, cohortId, learner);
  const lost = await claimNext(world, `lab-1-77-${DEAD}`);
  const kept = await claimNext(world, "lab-1-77-bbbbbbbbbbbb");
  expect(await releaseRunsFrom(deps, [])).toBe(0);
  expect(await releaseRunsFrom(deps, [DEAD, "cccccccccccc"])).toBe(1);
  // Said again by a start that came to nothing.
  await releaseRunsFrom(deps, [DEAD]);
  const job = await deps.jobs.fetch(trainRunJob);
  expect(job).toMatchObject({ id: lost.jobId, attempt: 2 });
  expect(await deps.jobs.fetch(trainRunJob)).toBeNull();
  expect(await claimRun(deps.db, { ...lost, attempt: 2, workerId: "lab-1-78-dddddddddddd" })).not.toBeNull();
  expect(await checkLease(deps.db, lost)).toMatchObject({ isHeld: false });
  expect(await checkLease(deps.db, kept)).toMatchObject({ isHeld: true });
  // The run is another's now: it is not taken from there.
  expect(await releaseRunsFrom(deps, [DEAD])).toBe(0);
});

test("an attempt that comes after a finished epoch is known as such", async () => {
  const { deps } = world;
  const { cohortId, learner } = await createCohortOf(deps.db);
  await queuedRun(world, cohortId, learner);
  const first = await claimNext(world);
  const claim = (attempt: number) => claimRun(deps.db, { ...first, attempt, workerId: "worker-2" });
  expect(await claim(2)).toMatchObject({ isAfterProgress: false });
  await recordEpoch(deps.db, { ...first, attempt: 2 }, epochOf(1));
  expect(await claim(3)).toMatchObject({ isAfterProgress: true });
  expect(await claim(4)).toMatchObject({ isAfterProgress: false });
});
