import { afterAll, beforeAll, expect, test } from "vitest";
import { createCohortOf } from "#db/testing/factories.ts";
import { claimNext, epochOf, queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { claimRun } from "./claim.ts";
import { readRunEvents } from "./events.ts";
import { recordEpoch } from "./record-epoch.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

async function started() {
  const { deps } = world;
  const { cohortId, learner } = await createCohortOf(deps.db);
  await queuedRun(world, cohortId, learner);
  return claimNext(world);
}

async function epochsOf(runId: string): Promise<string[]> {
  const events = await readRunEvents(world.deps.db, runId, { afterSeq: 0 });
  return events.flatMap(({ body }) =>
    body.kind === "epoch" ? [`${body.attempt}:${body.metrics.epoch}:${body.isBest ? "best" : ""}`] : [],
  );
}

test("an epoch that is said again, since the answer to it was lost, is recorded once", async () => {
  const lease = await started();
  for (const epoch of [1, 1, 2, 2, 2, 3]) {
    expect(await recordEpoch(world.deps.db, lease, epochOf(epoch))).toMatchObject({ isHeld: true });
  }
  expect(await epochsOf(lease.runId)).toEqual(["1:1:best", "1:2:best", "1:3:best"]);
});

test("the epochs that only a checkpoint knows are added when it is gone on from, with which were the best", async () => {
  const { db } = world.deps;
  const lease = await started();
  await recordEpoch(db, lease, epochOf(1));
  const accuracies = [0.5, 0.7, 0.6, 0.8];
  const epochs = accuracies.map((accuracy, index) => ({
    ...epochOf(index + 1).metrics,
    validation: { loss: 1, accuracy },
  }));
  await claimRun(db, { ...lease, attempt: 2, workerId: "worker-2", fromEpoch: 1, epochs });
  expect(await epochsOf(lease.runId)).toEqual(["1:1:best", "2:2:best", "2:3:", "2:4:best"]);
});
