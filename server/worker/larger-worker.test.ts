import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { chainGraph } from "#models/graph/chain.ts";
import { cancelRun } from "#server/services/run/cancel.ts";
import { getRun } from "#server/services/run/get.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { createLab, type Lab } from "./testing/lab.ts";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(250);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

const SMALL = { CHILD_MEMORY_BYTES: String(600 * 2 ** 20), JOB_LEASE_SECONDS: "4" };
const LARGE = { JOB_LEASE_SECONDS: "4" };
/** More than the small worker has. */
const trainMuch = () => lab.train({ epochs: 200, batchSize: 100 }, presetGraph("vgg-small"));
const TINY = chainGraph([
  { type: "AveragePooling2D", settings: { poolSize: [8, 8] } },
  { type: "Flatten" },
  { type: "Dense", settings: { units: 10 } },
]);

const isRunning = ({ state }: RunDetails) => state === "running";
const hasFinished = ({ state }: RunDetails) => state === "finished";
const startsOf = ({ events }: RunDetails) =>
  events.flatMap(({ body }) => (body.kind === "started" ? [[body.attempt, body.workerId]] : []));

test("what a small worker cannot train waits for the larger one, and fails when that has died and nobody is left", async () => {
  const large = await lab.worker(LARGE);
  const long = await lab.train({ epochs: 200, batchSize: 1 });
  await lab.runWhen(long, isRunning);
  const small = await lab.worker(SMALL);
  const much = await trainMuch();
  const waiting = await lab.runWhen(much, ({ refusal }) => refusal !== null);
  expect(waiting).toMatchObject({
    state: "queued",
    attempt: 0,
    refusal: expect.stringMatching(/needs about [\d.]+ [GM]B of memory; the server has 600 MB/u),
  });

  // It stands first in the queue and keeps nobody from being served.
  const little = await lab.runWhen(await lab.train({ epochs: 1 }, TINY), hasFinished);
  expect(startsOf(little)).toEqual([[1, small.id]]);
  expect(await getRun(lab.learner.ctx, much)).toMatchObject({ state: "queued", failure: null });

  await cancelRun(lab.learner.ctx, long);
  const running = await lab.runWhen(much, isRunning);
  // What others refused is no attempt of it.
  expect(startsOf(running)).toEqual([[1, large.id]]);

  await large.end("SIGKILL");
  await lab.runWhen(much, ({ state, refusal }) => state === "queued" && refusal !== null);
  const { failure, events } = await lab.runWhen(much, ({ state }) => state === "failed");
  expect(failure).toMatchObject({
    code: "OUT_OF_MEMORY",
    message: expect.stringMatching(
      /the server has 600 MB for it\. Batch size \d+ fits\..* none that could do more/u,
    ),
  });
  expect(events.map(({ body }) => body.kind).filter((kind) => kind !== "epoch")).toEqual([
    "queued",
    "started",
    "queued",
    "failed",
  ]);
});

test("a larger worker that comes later takes what waits, and one that ends in order has a successor waited for", async () => {
  const first = await lab.worker(LARGE);
  const long = await lab.train({ epochs: 200, batchSize: 1 });
  await lab.runWhen(long, isRunning);
  await lab.worker(SMALL);
  const much = await trainMuch();
  await lab.runWhen(much, ({ refusal }) => refusal !== null);
  await cancelRun(lab.learner.ctx, long);
  await lab.runWhen(much, ({ epochsDone }) => epochsDone > 0);
  expect(await first.end("SIGTERM")).toBe(0);
  await lab.runWhen(much, ({ state, refusal }) => state === "queued" && refusal !== null);
  const successor = await lab.worker(LARGE);
  const run = await lab.runWhen(much, isRunning);
  expect(startsOf(run)).toEqual([
    [1, first.id],
    [2, successor.id],
  ]);
  await cancelRun(lab.learner.ctx, much);
  await lab.runWhen(much, ({ state }) => state === "cancelled");
});
