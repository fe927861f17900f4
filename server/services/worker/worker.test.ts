import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { worker } from "#db/schema/index.ts";
import { createCohortOf, createPerson, createRunOf } from "#db/testing/factories.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { describeWorker } from "./describe.ts";
import { forgetWorker } from "./forget.ts";
import { listWorkers } from "./list.ts";
import { registerWorker } from "./register.ts";
import { workerSeen } from "./seen.ts";

let world: TestDeps;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.deps.db.delete(worker);
});

const register = (id: string) =>
  registerWorker(world.deps.db, { id, hostname: "lab-1", engine: "onnx", trainingMemoryBytes: 4e9 });

const FOUND = {
  engine: "webgpu",
  device: "Some GPU",
  memoryBytes: 24e9,
  imagesPerSecond: 5_000.5,
  versions: { Node: "22.1.0", "ONNX Runtime": "1.30.0" },
  refused: [{ provider: "cuda", reason: "it computes wrong" }],
} as const;

async function startedRunOf(workerId: string) {
  const { db } = world.deps;
  const { cohortId, learner } = await createCohortOf(db);
  const starter = { cohortId, startedBy: learner.id };
  const { id: runId } = await createRunOf(db, starter, { state: "running", workerId });
  return { cohortId, learner, runId };
}

test("a worker is there at once, and says what it is when it has found out", async () => {
  const { cohortId, learner } = await createCohortOf(world.deps.db);
  await register("w1");
  const list = () => listWorkers(world.as(learner), cohortId);
  expect(await list()).toMatchObject([
    {
      id: "w1",
      provider: null,
      device: null,
      imagesPerSecond: null,
      refused: [],
      isAlive: true,
      isBusy: false,
    },
  ]);
  await describeWorker(world.deps.db, "w1", { ...FOUND, refused: [...FOUND.refused] });
  const { engine, ...found } = FOUND;
  expect(await list()).toMatchObject([{ ...found, engine: "onnx", provider: engine, hostname: "lab-1" }]);
  await forgetWorker(world.deps.db, "w1");
  expect(await list()).toEqual([]);
});

test("a worker that is not heard of is gone, and alive again with its next word", async () => {
  const { db } = world.deps;
  const { cohortId, learner } = await createCohortOf(db);
  await register("w1");
  await db.update(worker).set({ seenAt: sql`now() - interval '1 minute'` });
  expect(await listWorkers(world.as(learner), cohortId)).toMatchObject([{ isAlive: false, isBusy: false }]);
  await workerSeen(db, "w1", { trainingMemoryBytes: null, isDiskFull: false });
  expect(await listWorkers(world.as(learner), cohortId)).toMatchObject([{ isAlive: true }]);
  await db.update(worker).set({ seenAt: sql`now() - interval '11 minutes'` });
  expect(await listWorkers(world.as(learner), cohortId)).toEqual([]);
});

test("who trains comes first, the newest before the others; then who is gone, the last seen first", async () => {
  const { db } = world.deps;
  const { cohortId, learner } = await createCohortOf(db);
  const minutesAgo = (minutes: number) => sql`now() - make_interval(mins => ${minutes})`;
  const workers = [
    { id: "a-long-gone", startedAt: minutesAgo(60), seenAt: minutesAgo(9) },
    { id: "b-old", startedAt: minutesAgo(50), seenAt: minutesAgo(0) },
    { id: "c-killed", startedAt: minutesAgo(40), seenAt: minutesAgo(1) },
    { id: "d-new", startedAt: minutesAgo(1), seenAt: minutesAgo(0) },
  ];
  await db.insert(worker).values(workers.map((each) => ({ hostname: "lab-1", engine: "onnx", ...each })));
  const list = await listWorkers(world.as(learner), cohortId);
  expect(list.map(({ id }) => id)).toEqual(["d-new", "b-old", "c-killed", "a-long-gone"]);
});

test("another cohort's run makes its worker busy, and is not named", async () => {
  await register("w1");
  const own = await startedRunOf("w1");
  const [seen] = await listWorkers(world.as(own.learner), own.cohortId);
  expect(seen).toMatchObject({ isBusy: true, runId: own.runId });
  const other = await createCohortOf(world.deps.db);
  const [fromOutside] = await listWorkers(world.as(other.learner), other.cohortId);
  expect(fromOutside).toMatchObject({ isBusy: true, runId: null });
});

test("who is no member sees no workers", async () => {
  const { cohortId } = await createCohortOf(world.deps.db);
  const stranger = await createPerson(world.deps.db);
  await expect(listWorkers(world.as(stranger), cohortId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
