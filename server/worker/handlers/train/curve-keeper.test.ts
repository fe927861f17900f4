import { afterAll, beforeAll, expect, test } from "vitest";
import { createCohortOf } from "#db/testing/factories.ts";
import type { CurvePoint } from "#models/runs/step-curve.ts";
import type { RunProgress } from "#server/contract/run.ts";
import { claimRun } from "#server/services/run/claim.ts";
import { readCurve } from "#server/services/run/curve.ts";
import { claimNext, queuedRun } from "#server/services/testing/started-run.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { createCurveKeeper } from "./curve-keeper.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

const AT: RunProgress = {
  attempt: 1,
  phase: "training",
  epoch: 1,
  epochs: 3,
  step: 1,
  steps: 10,
  loss: 1,
  metrics: {},
  imagesPerSecond: 1,
  secondsLeft: 1,
};
const stepAt = (to: number): CurvePoint => [to, to, 2 / to, 0.5];
const ANEW = { epoch: 0, step: 0 };

test("a curve outlives its attempt up to the checkpoint that the next goes on from, and no further", async () => {
  const { db } = world.deps;
  const { cohortId, learner } = await createCohortOf(db);
  const { id } = await queuedRun(world, cohortId, learner);
  const lease = await claimNext(world);
  const first = await createCurveKeeper({ context: { db }, lease, from: ANEW });
  expect(await first.record()).toBeNull();
  expect(first.take(AT, null)).toBe(AT);
  for (let step = 1; step <= 17; step += 1) first.take(AT, stepAt(step));
  expect(await first.record()).toMatchObject({ isHeld: true });
  expect((await readCurve(db, id))?.points).toHaveLength(17);

  const next = { ...lease, attempt: 2 };
  await claimRun(db, { ...next, workerId: "worker-2", fromEpoch: 1, fromStep: 3 });
  first.take(AT, stepAt(18));
  expect(await first.record()).toMatchObject({ isHeld: false });

  const second = await createCurveKeeper({ context: { db }, lease: next, from: { epoch: 1, step: 3 } });
  const { tail } = second.take(AT, stepAt(14));
  expect(tail?.points.map(([to]) => to)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  await second.record();
  expect((await readCurve(db, id))?.points.map(([to]) => to)).toEqual(
    Array.from({ length: 14 }, (_, index) => index + 1),
  );

  const anew = await createCurveKeeper({ context: { db }, lease: next, from: ANEW });
  expect(anew.take(AT, stepAt(1)).tail).toEqual({ from: 0, steps: 10, points: [stepAt(1)] });
});
