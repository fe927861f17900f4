import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { run, worker } from "#db/schema/index.ts";
import { createCohortOf, createDesignOf, presetGraph, type Person } from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { claimRun } from "../run/claim.ts";
import { recordEpoch } from "../run/record-epoch.ts";
import { finishRun } from "../run/finish.ts";
import { getRun } from "../run/get.ts";
import { startRun } from "../run/start.ts";
import { epochOf, outcomeOf } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { registerWorker } from "../worker/register.ts";
import { estimateCost } from "./estimate.ts";

const MEGABYTE = 2 ** 20;

let world: TestDeps;
let cohortId: string;
let learner: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.deps.db.delete(worker);
  ({ cohortId, learner } = await createCohortOf(world.deps.db));
});

const hyperParameters = (batchSize: number) => ({ ...DEFAULT_HYPER_PARAMETERS, batchSize });

function estimate(batchSize: number, preset = "vgg-small") {
  const input = { cohortId, graph: presetGraph(preset), hyperParameters: hyperParameters(batchSize) };
  return estimateCost(world.as(learner), input);
}

async function train(batchSize: number, preset = "vgg-small") {
  const { db } = world.deps;
  const graph = presetGraph(preset);
  const design = await createDesignOf(db, { cohortId, ownerId: learner.id }, { graph });
  return startRun(world.as(learner), {
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: hyperParameters(batchSize),
  });
}

type Trained = { seconds: number; preset?: string; workerId?: string };

/** A finished run with one epoch that took so long. */
async function trained(batchSize: number, { seconds, preset = "vgg-small", workerId = "w" }: Trained) {
  const { db } = world.deps;
  const { id } = await train(batchSize, preset);
  const [row] = await db.select({ jobId: run.jobId }).from(run).where(eq(run.id, id));
  const lease = { runId: id, jobId: row!.jobId, attempt: 1 };
  await claimRun(db, { ...lease, workerId });
  const epoch = epochOf(1);
  await recordEpoch(db, lease, { ...epoch, metrics: { ...epoch.metrics, seconds } });
  await finishRun(db, lease, outcomeOf(0.8));
  return id;
}

const present = (trainingMemoryBytes: number, id = "w") =>
  registerWorker(world.deps.db, { id, hostname: "h", engine: "onnx", trainingMemoryBytes });

test("without a worker, what it takes is told and nothing is refused", async () => {
  const cost = await estimate(32);
  expect(cost).toMatchObject({ memoryAtHandBytes: null, batchSizeThatFits: null, basis: "guess" });
  expect(cost.memoryBytes).toBeGreaterThan(300 * MEGABYTE);
  const { estimatedMemoryBytes, peakMemoryBytes } = await train(32);
  expect(estimatedMemoryBytes).toBe(cost.memoryBytes);
  expect(peakMemoryBytes).toBeNull();
});

test("what does not fit is refused with the batch that does", async () => {
  const [little, much] = await Promise.all([estimate(8), estimate(30)]);
  await present(Math.round((little.memoryBytes + much.memoryBytes) / 2));
  const cost = await estimate(30);
  expect(cost.batchSizeThatFits).toBeGreaterThanOrEqual(8);
  expect((await estimate(cost.batchSizeThatFits!)).batchSizeThatFits).toBeNull();
  await expect(train(30)).rejects.toMatchObject({
    code: "OUT_OF_MEMORY",
    message: expect.stringContaining(`Batch size ${cost.batchSizeThatFits} fits.`),
  });
  expect((await train(cost.batchSizeThatFits!)).state).toBe("queued");
});

test("where not even one image fits, that is said", async () => {
  await present(50 * MEGABYTE);
  expect((await estimate(32)).batchSizeThatFits).toBeNull();
  await expect(train(32)).rejects.toThrow("Not even one image at a time fits");
});

test("a larger batch takes more memory, and an epoch of a larger network more time", async () => {
  const [one, two, small] = await Promise.all([estimate(8), estimate(16), estimate(8, "tiny-cnn")]);
  expect(two.memoryBytes).toBeGreaterThan(one.memoryBytes);
  expect(one.secondsPerEpoch).toBeGreaterThan(5 * small.secondsPerEpoch);
});

test("time is told by the worker's own measurement, and by its finished runs when there are any", async () => {
  const { db } = world.deps;
  const guess = await estimate(8);
  await present(2 ** 34);
  await db.update(worker).set({ imagesPerSecond: 100 });
  const slow = await estimate(8);
  await db.update(worker).set({ imagesPerSecond: 200 });
  const quick = await estimate(8);
  expect([guess.basis, slow.basis, quick.basis]).toEqual(["guess", "measurement", "measurement"]);
  expect(slow.secondsPerEpoch / quick.secondsPerEpoch).toBeCloseTo(2);

  const id = await trained(8, { seconds: 3 });
  const told = await estimate(8);
  expect(told.basis).toBe("runs");
  expect(told.secondsPerEpoch).toBeCloseTo(3);
  expect(await getRun(world.as(learner), id)).toMatchObject({ peakMemoryBytes: 123_456_789 });
});

test("a small network's run tells little of a large one: there the measurement counts", async () => {
  const { db } = world.deps;
  await present(2 ** 34, "other");
  await trained(8, { seconds: 0.001, preset: "tiny-cnn", workerId: "other" });
  const withoutMeasurement = await estimate(8);
  await db.update(worker).set({ imagesPerSecond: 100 });
  const [small, large] = [await estimate(8, "tiny-cnn"), await estimate(8)];
  expect(small).toMatchObject({ basis: "runs" });
  expect(small.secondsPerEpoch).toBeCloseTo(0.001);
  expect(large.basis).toBe("measurement");
  expect(withoutMeasurement.basis).toBe("runs");
  expect(large.secondsPerEpoch).toBeGreaterThan(10 * withoutMeasurement.secondsPerEpoch);
});
