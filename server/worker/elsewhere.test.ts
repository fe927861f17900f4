import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { eventually } from "#models/testing/eventually.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { createPrediction } from "#server/services/prediction/create.ts";
import { getPrediction } from "#server/services/prediction/get.ts";
import { pauseRun } from "#server/services/run/pause.ts";
import { resumeRun } from "#server/services/run/resume.ts";
import { startS3Server, type S3Server } from "#server/storage/testing/s3-server.ts";
import { createLab, type Lab } from "./testing/lab.ts";

// The site and each worker have a state folder of their own, as on machines of their own; they share a database and a bucket.

let server: S3Server;
let lab: Lab;
const homes: string[] = [];

beforeAll(async () => {
  server = await startS3Server();
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
    vi.stubEnv(name, server.environment[name]);
  lab = await createLab(400, server.environment);
});
afterEach(() => lab.endWorkers());
afterAll(async () => {
  await lab.close();
  await server.close();
  vi.unstubAllEnvs();
  await Promise.all(homes.map((home) => rm(home, { recursive: true, force: true })));
});

async function machine(extra: Record<string, string> = {}) {
  const home = await mkdtemp(join(tmpdir(), "strata-machine-"));
  homes.push(home);
  const worker = await lab.worker({ STRATA_HOME: home, JOB_LEASE_SECONDS: "4", ...extra });
  return { home, worker };
}

const checkpointsOf = (runId: string) =>
  [...server.objects.keys()].filter((key) => key.startsWith(`checkpoints/${runId}/`));
const isState = (state: RunDetails["state"]) => (run: RunDetails) => run.state === state;

function epochsOf({ events }: RunDetails): number[] {
  return applyRunEvents(EMPTY_RUN_HISTORY, events).epochs.map(({ epoch }) => epoch);
}

test("whoever has a bucket trains, asks the network and downloads it; nothing of it lies in a state folder for long", async () => {
  const { home } = await machine();
  const runId = await lab.train({ epochs: 2, batchSize: 32 });
  const run = await lab.runWhen(runId, isState("finished"));
  expect(run.hasModel).toBe(true);
  expect([...server.objects.keys()].filter((key) => key.startsWith(`runs/${runId}/`))).toHaveLength(2);
  await eventually(() => expect(checkpointsOf(runId)).toEqual([]));
  expect(await readdir(join(home, "work")).catch(() => [])).not.toContain(runId);
  expect(await readdir(join(home, "artifacts")).catch(() => [])).toEqual([]);

  const { id } = await createPrediction(lab.learner.ctx, { runId, validationIndex: 3 });
  const answer = await eventually(async () => {
    const found = await getPrediction(lab.learner.ctx, id);
    if (found.state === "queued") throw new Error("not answered yet");
    return found;
  });
  expect(answer).toMatchObject({ state: "finished" });
  for (const file of ["model.onnx", "model.safetensors", "model.keras"]) {
    const response = await lab.learner.fetch(`/api/runs/${runId}/${file}`);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  }
});

test("a machine that is gone for good leaves its runs to another, which goes on from their checkpoints", async () => {
  const first = await machine();
  const epochs = 25;
  const runId = await lab.train({ epochs, batchSize: 8 });
  await eventually(() => expect(checkpointsOf(runId).length).toBeGreaterThanOrEqual(2));
  await first.worker.end("SIGKILL");
  await rm(first.home, { recursive: true, force: true });
  await machine();
  const taken = await lab.runWhen(runId, ({ attempt, state }) => attempt === 2 && state === "running");
  const started = taken.events.findLast(({ body }) => body.kind === "started")?.body;
  expect(started).toMatchObject({ attempt: 2 });
  expect(started?.kind === "started" ? started.fromEpoch : 0).toBeGreaterThanOrEqual(1);
  await pauseRun(lab.learner.ctx, runId);
  const paused = await lab.runWhen(runId, isState("paused"));
  expect(epochsOf(paused)).toEqual(Array.from({ length: paused.epochsDone }, (_, index) => index + 1));

  // And a third one, after a pause: to the very step.
  await lab.endWorkers();
  await machine();
  await resumeRun(lab.learner.ctx, { runId, isAnew: false });
  const again = await lab.runWhen(runId, ({ attempt, state }) => attempt === 3 && state === "running");
  const last = paused.events.findLast(({ body }) => body.kind === "paused")?.body;
  const point = last?.kind === "paused" ? last.point : null;
  expect(again.events.findLast(({ body }) => body.kind === "started")?.body).toMatchObject({
    fromEpoch: (point?.epoch ?? 0) - 1,
    fromStep: point?.step,
  });
  const run = await lab.runWhen(runId, isState("finished"));
  expect(epochsOf(run)).toEqual(Array.from({ length: epochs }, (_, index) => index + 1));
});

test("while the bucket is out of reach nobody's question or run is lost, and whoever asks for a file is told when to ask again", async () => {
  await machine();
  const runId = await lab.train({ epochs: 1, batchSize: 32 });
  const { datasetVersionId } = await lab.runWhen(runId, isState("finished"));
  // The site has it already: only the worker is to meet what is broken below.
  await lab.learner.ctx.datasets.open(datasetVersionId);
  // The client itself tries five times.
  server.breakNext("slow-down", 5, (asked) => asked.includes(` runs/${runId}/`));
  const refused = await lab.learner.fetch(`/api/runs/${runId}/model.onnx`);
  expect({ status: refused.status, retryAfter: refused.headers.get("retry-after") }).toEqual({
    status: 503,
    retryAfter: "5",
  });
  expect(await refused.json()).toMatchObject({
    error: { code: "UNAVAILABLE", message: expect.stringMatching(/^The place where files are kept is away/) },
  });

  // More tries than a question has: none of them counts.
  server.breakNext("slow-down", 4 * 5, (asked) => asked.includes(` runs/${runId}/`));
  server.breakNext("slow-down", 2 * 5, (asked) => asked.startsWith("GET ?"));
  const { id } = await createPrediction(lab.learner.ctx, { runId, validationIndex: 3 });
  const queued = await lab.train({ epochs: 1, batchSize: 32 });
  const answer = await eventually(async () => {
    const found = await getPrediction(lab.learner.ctx, id);
    if (found.state === "queued") throw new Error("not answered yet");
    return found;
  });
  expect(answer).toMatchObject({ state: "finished", failure: null });
  const run = await lab.runWhen(queued, isState("finished"));
  expect(epochsOf(run)).toEqual([1]);
});

test("while the bucket is out of reach a training goes on, and nothing of it is lost", async () => {
  await machine();
  const runId = await lab.train({ epochs: 15, batchSize: 8 });
  await lab.runWhen(runId, ({ epochsDone }) => epochsDone >= 1);
  server.breakNext("slow-down", 40, (asked) => asked.includes(`checkpoints/${runId}/`));
  const run = await lab.runWhen(runId, isState("finished"));
  expect(run.attempt).toBe(1);
  expect(epochsOf(run)).toHaveLength(15);
});
