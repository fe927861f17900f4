import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { chainGraph } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { startClock } from "#models/testing/clock.ts";
import { eventually } from "#models/testing/eventually.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { createPrediction } from "#server/services/prediction/create.ts";
import { getPrediction } from "#server/services/prediction/get.ts";
import { cancelRun } from "#server/services/run/cancel.ts";
import { getRun } from "#server/services/run/get.ts";
import { pauseRun } from "#server/services/run/pause.ts";
import { checkNetwork, checkSignature, checkWeights } from "#server/cli/verify/check-record.ts";
import { trainAgain } from "#server/cli/verify/train-again.ts";
import { knownPublicKey } from "#server/records/record-key.ts";
import { runResult } from "#server/services/run/result.ts";
import { resumeRun } from "#server/services/run/resume.ts";
import { checkpointPrefix } from "#server/storage/storage-keys.ts";
import { listCheckpoints } from "./handlers/train/checkpoint-files.ts";
import { createLab, type Lab } from "./testing/lab.ts";
import { isAlive, type WorkerProcess } from "./testing/worker-process.ts";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(400);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

const train = (hyperParameters: Partial<HyperParameters> = {}, graph?: ModelGraph) =>
  lab.train({ epochs: 2, ...hyperParameters }, graph);

const inEpoch = (epoch: number) => (run: RunDetails) => run.epochsDone >= epoch && run.state === "running";
const ended = (state: RunDetails["state"]) => (run: RunDetails) => run.state === state;

function expectWholeHistory(run: RunDetails, epochs: number): void {
  const history = applyRunEvents(EMPTY_RUN_HISTORY, run.events);
  expect(run.events.map(({ seq }) => seq)).toEqual(run.events.map((_, index) => index + 1));
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: epochs }, (_, i) => i + 1));
  expect(history.state).toBe(run.state);
}

test("trains, scores, keeps the network, and answers about a picture", async () => {
  await lab.worker();
  const runId = await train();
  const sinceClick = startClock();
  await lab.runWhen(runId, (run) => run.progress !== null || run.epochsDone > 0);
  sinceClick.expectWithin(3_000);
  const run = await lab.runWhen(runId, ended("finished"));
  expectWholeHistory(run, 2);
  const result = await runResult(lab.learner.ctx, runId);
  expect(result?.test?.count).toBe(80);
  expect(result?.test?.accuracy).toBe(run.score);

  const model = await lab.learner.fetch(`/api/runs/${runId}/model.onnx`);
  expect(model.status).toBe(200);
  expect(model.headers.get("content-disposition")).toMatch(
    /^attachment; filename="strata-[a-z0-9-]+\.onnx"$/,
  );
  expect((await model.arrayBuffer()).byteLength).toBeGreaterThan(10_000);

  // What its record tells of is had again, bit for bit.
  const file = await (await lab.learner.fetch(`/api/runs/${runId}/record.json`)).text();
  const { record, findings } = checkSignature(file, knownPublicKey(lab.site.home));
  expect(findings.filter(({ isRight }) => !isRight)).toEqual([]);
  if (record === null) throw new Error("Expected a record");
  const weights = await lab.learner.fetch(`/api/runs/${runId}/model.safetensors`);
  expect(checkWeights(record, new Uint8Array(await weights.arrayBuffer())).isRight).toBe(true);
  const dataset = await lab.learner.ctx.datasets.open(run.datasetVersionId);
  expect(checkNetwork(record, dataset).isRight).toBe(true);
  const again = await trainAgain(record, dataset, { home: lab.site.home });
  const { weightsSha256, validation, test: hidden } = record;
  expect(again).toEqual({ weightsSha256, validation, test: hidden });
  expect(record.engine?.versions).toMatchObject({ Node: process.versions.node });

  const { id } = await createPrediction(lab.learner.ctx, { runId, validationIndex: 3 });
  const { failure, answer } = await eventually(async () => {
    const prediction = await getPrediction(lab.learner.ctx, id);
    if (prediction.state === "queued") throw new Error("not yet");
    return prediction;
  });
  expect(failure).toBeNull();
  if (answer?.task !== "classification") throw new Error("Expected probabilities");
  const { probabilities } = answer;
  expect(probabilities).toHaveLength(10);
  expect(probabilities.reduce((sum, each) => sum + each)).toBeCloseTo(1, 4);
});

test("a killed worker's run is taken up by another, from its last checkpoint", async () => {
  const first = await lab.worker();
  const epochs = 6;
  await lab.holdAfter(3);
  const runId = await train({ epochs, batchSize: 4 });
  await lab.runWhen(runId, inEpoch(3));
  const children = await first.children();
  await lab.holdAfter(null);
  await first.end("SIGKILL");
  const sinceKill = startClock();
  for (const pid of children) process.kill(pid, "SIGCONT");
  await lab.worker();
  await eventually(() => expect(children.filter(isAlive)).toEqual([]));
  await lab.runWhen(runId, (run) => run.attempt === 2);
  sinceKill.expectWithin(30_000);
  const run = await lab.runWhen(runId, ended("finished"));
  expectWholeHistory(run, epochs);
  const taken = run.events.findLast(({ body }) => body.kind === "started")?.body;
  expect(taken).toMatchObject({ attempt: 2 });
  expect(taken?.kind === "started" && taken.fromEpoch).toBeGreaterThan(1);
});

test("a worker that ends in order leaves its run to the next, as no failure", async () => {
  const first = await lab.worker();
  const epochs = 10;
  await lab.holdAfter(2);
  const runId = await train({ epochs, batchSize: 4 });
  await lab.runWhen(runId, inEpoch(2));
  const ending = first.end("SIGTERM");
  await lab.letGo(first);
  expect(await ending).toBe(0);
  const left = await getRun(lab.learner.ctx, runId);
  expect(left.state).toBe("queued");
  await lab.worker();
  const run = await lab.runWhen(runId, ended("finished"));
  expectWholeHistory(run, epochs);
});

test("cancels what waits at once; what trains is paused and cancelled within two seconds, not at the end of its epoch", async () => {
  const waiting = await train({ epochs: 200 });
  await cancelRun(lab.learner.ctx, waiting);
  expect((await getRun(lab.learner.ctx, waiting)).state).toBe("cancelled");

  await lab.worker();
  // Small batches of a large network: an epoch takes long, however fast the machine.
  const training = await train({ epochs: 2, batchSize: 2 }, presetGraph("vgg-small"));
  const isAtWork = ({ state, progress }: RunDetails) => state === "running" && progress?.phase === "training";
  await lab.runWhen(training, isAtWork);
  const sincePause = startClock();
  await pauseRun(lab.learner.ctx, training);
  const paused = await lab.runWhen(training, ended("paused"));
  sincePause.expectWithin(2_000);
  expect(paused.epochsDone).toBe(0);
  const last = paused.events.at(-1)?.body;
  expect(last?.kind === "paused" && last.point.step).toBeGreaterThan(0);

  await resume(training);
  await lab.runWhen(training, isAtWork);
  const sinceCancel = startClock();
  await cancelRun(lab.learner.ctx, training);
  const cancelled = await lab.runWhen(training, ended("cancelled"));
  sinceCancel.expectWithin(2_000);
  expect(cancelled.epochsDone).toBe(0);
});

const lossesOf = (run: RunDetails) =>
  applyRunEvents(EMPTY_RUN_HISTORY, run.events).epochs.map(({ train, validation }) => [
    train.loss,
    validation.loss,
  ]);
const resume = (runId: string) => resumeRun(lab.learner.ctx, { runId, isAnew: false });

/** Pauses a run that is held after this epoch. */
async function pauseAfter(holder: WorkerProcess, runId: string, epoch: number): Promise<RunDetails> {
  await lab.runWhen(runId, inEpoch(epoch));
  await pauseRun(lab.learner.ctx, runId);
  await lab.letGo(holder);
  return lab.runWhen(runId, ended("paused"));
}

test("paused, and resumed by another worker, the losses are an uninterrupted run's", async () => {
  const first = await lab.worker();
  // Small batches make long epochs: 240 steps.
  const epochs = 8;
  const settings = { epochs, batchSize: 1 };
  const whole = await lab.runWhen(await train(settings), ended("finished"));
  await lab.holdAfter(1);
  const runId = await train(settings);
  const paused = await pauseAfter(first, runId, 1);
  expect(paused.events.at(-1)?.body).toMatchObject({ point: { steps: 240, isCheckpointLost: false } });

  // The worker is free, and ends before the run goes on.
  const between = await lab.runWhen(await train({ epochs: 1 }), ended("finished"));
  expectWholeHistory(between, 1);
  expect(await first.end("SIGTERM")).toBe(0);
  const second = await lab.worker();
  await lab.holdAfter(paused.epochsDone + 2);
  await resume(runId);
  await pauseAfter(second, runId, paused.epochsDone + 2);
  await resume(runId);
  const run = await lab.runWhen(runId, ended("finished"));
  expectWholeHistory(run, epochs);
  expect(lossesOf(run)).toEqual(lossesOf(whole));
  expect(run.score).toBe(whole.score);
});

test("a damaged checkpoint is passed over for the one before it; with none left, the run says so", async () => {
  await lab.worker();
  const runId = await train({ epochs: 200, batchSize: 8 });
  await lab.runWhen(runId, inEpoch(2));
  await pauseRun(lab.learner.ctx, runId);
  await lab.runWhen(runId, ended("paused"));
  const checkpoints = join(lab.site.home, "artifacts", checkpointPrefix(runId));
  const [newest, before] = await listCheckpoints(checkpoints);
  await writeFile(newest!.file, "no weights");
  await resume(runId);
  const earlier = await lab.runWhen(runId, (run) => run.state === "running" && run.attempt === 3);
  expect(earlier.events.findLast(({ body }) => body.kind === "started")?.body).toMatchObject({
    fromEpoch: before!.epoch,
    fromStep: before!.step,
  });
  await pauseRun(lab.learner.ctx, runId);
  await lab.runWhen(runId, ended("paused"));
  await rm(checkpoints, { recursive: true });
  await resume(runId);
  const isLost = ({ state, events }: RunDetails) => {
    const last = events.at(-1)?.body;
    return state === "paused" && last?.kind === "paused" && last.point.isCheckpointLost;
  };
  await lab.runWhen(runId, isLost);
  await resumeRun(lab.learner.ctx, { runId, isAnew: true });
  await lab.runWhen(runId, inEpoch(1));
  await cancelRun(lab.learner.ctx, runId);
  const begun = await lab.runWhen(runId, ended("cancelled"));
  expectWholeHistory(begun, begun.epochsDone);
});

test("a child that is killed and a NaN end their own run alone", async () => {
  const holder = await lab.worker();
  const crashing = await train({ epochs: 200 });
  await lab.runWhen(crashing, inEpoch(1));
  for (const pid of await holder.children()) process.kill(pid, "SIGABRT");
  const crashed = await lab.runWhen(crashing, ended("failed"));
  expect(crashed.failure).toMatchObject({
    code: "CHILD_CRASHED",
    message: expect.stringContaining("SIGABRT"),
  });

  // Two layers without a bound between them drive each other up.
  const unbounded = chainGraph([
    { type: "Flatten" },
    { type: "Dense", settings: { units: 32 } },
    { type: "Dense", settings: { units: 10 } },
  ]);
  const exploding = await train({ optimizer: "sgd", learningRate: 10, epochs: 50 }, unbounded);
  const exploded = await lab.runWhen(exploding, ended("failed"));
  expect(exploded.failure?.code).toBe("NOT_FINITE");

  const next = await train();
  expectWholeHistory(await lab.runWhen(next, ended("finished")), 2);
});
