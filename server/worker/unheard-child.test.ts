import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually } from "#models/testing/eventually.ts";
import { inProof } from "#models/testing/proof.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { ROOT } from "#server/platform/paths.ts";
import { getRun } from "#server/services/run/get.ts";
import { checkpointPrefix } from "#server/storage/storage-keys.ts";
import { listCheckpoints } from "./handlers/train/checkpoint-files.ts";
import { createLab, type Lab } from "./testing/lab.ts";
import { createSeveredLink, type SeveredLink } from "./testing/severed-link.ts";
import { isAlive } from "./testing/worker-process.ts";

/** In the whole proof the product's own lease, and silences of a minute. */
const LEASE_SECONDS = inProof(10, 6);
const SILENCE_MS = inProof(60_000, 10_000);
const BATCH_SIZE = inProof(2, 8);
const EPOCHS = inProof(120, 20);

let lab: Lab;
let link: SeveredLink | null = null;
beforeAll(async () => {
  lab = await createLab(400);
});
afterEach(async () => {
  await lab.endWorkers();
  await link?.close();
  link = null;
});
afterAll(() => lab.close());

/** A worker whose children note each epoch that they finish. */
async function tracedWorker(trace: string, extra: Record<string, string> = {}) {
  return lab.worker({
    JOB_LEASE_SECONDS: String(LEASE_SECONDS),
    NODE_OPTIONS: `--require ${JSON.stringify(join(ROOT, "server/cli/bench/epoch-probe.cjs"))}`,
    STRATA_EPOCH_TRACE: join(lab.site.home, trace),
    ...extra,
  });
}

/** A run that has told of its first epochs and holds still, with most of its epochs to come. */
async function trainUntil(epoch: number): Promise<string> {
  await lab.holdAfter(epoch);
  const runId = await lab.train({ epochs: EPOCHS, batchSize: BATCH_SIZE });
  await lab.runWhen(runId, ({ epochsDone }) => epochsDone >= epoch);
  return runId;
}

function finishedEpochs(trace: string): number[] {
  const file = join(lab.site.home, trace);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => (JSON.parse(line) as { epoch: number }).epoch);
}

function expectNoneTwice(trace: string, run: RunDetails, allowed: number): void {
  const { epochs: wanted } = run.hyperParameters;
  const history = applyRunEvents(EMPTY_RUN_HISTORY, run.events);
  expect(run.failure).toBeNull();
  expect(run.events.map(({ seq }) => seq)).toEqual(run.events.map((_, index) => index + 1));
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: wanted }, (_, i) => i + 1));
  const recorded = run.events.flatMap(({ body }) => (body.kind === "epoch" ? [body.metrics.epoch] : []));
  for (const epochs of [finishedEpochs(trace), recorded]) {
    expect(new Set(epochs).size).toBe(wanted);
    expect(epochs.length - wanted).toBeLessThanOrEqual(allowed);
  }
}

const now = (runId: string) => getRun(lab.learner.ctx, runId);
const newestCheckpoint = async (runId: string) =>
  (await listCheckpoints(join(lab.site.home, "artifacts", checkpointPrefix(runId))))[0]?.epoch ?? 0;
/** However long it trains: what is waited for is the next epoch, again and again. */
async function untilFinished(runId: string): Promise<RunDetails> {
  for (;;) {
    const { epochsDone } = await now(runId);
    const run = await lab.runWhen(
      runId,
      (later) => later.state === "finished" || later.epochsDone > epochsDone,
    );
    if (run.state === "finished") return run;
  }
}

test("a stopped worker's child holds still; the run goes on elsewhere, and the worker ends its child", async () => {
  const trace = "stopped.jsonl";
  const stopped = await tracedWorker(trace);
  const runId = await trainUntil(2);
  await tracedWorker(trace);
  process.kill(stopped.pid, "SIGSTOP");
  const children = await stopped.children();
  await lab.letGo(stopped);
  await lab.runWhen(runId, ({ attempt }) => attempt === 2);
  await untilFinished(runId);
  process.kill(stopped.pid, "SIGCONT");
  // One of them waits for the next job, which never comes; the other trained.
  await eventually(() => expect(children.filter(isAlive).length).toBeLessThan(children.length));
  expectNoneTwice(trace, await now(runId), 1);
});

test("a worker that was stopped while nobody else was there goes on where it was", async () => {
  const trace = "alone.jsonl";
  const alone = await tracedWorker(trace);
  const runId = await trainUntil(2);
  process.kill(alone.pid, "SIGSTOP");
  await lab.letGo(alone);
  await delay(SILENCE_MS);
  process.kill(alone.pid, "SIGCONT");
  const run = await untilFinished(runId);
  expect(run.attempt).toBe(1);
  expectNoneTwice(trace, run, 0);
});

test("while the database is away a training goes on, and is written down when it is back", async () => {
  const trace = "away.jsonl";
  link = await createSeveredLink(lab.site.environment.DATABASE_URL ?? "");
  const worker = await tracedWorker(trace, { DATABASE_URL: link.url });
  const runId = await trainUntil(2);
  link.sever();
  const { epochsDone } = await now(runId);
  await lab.letGo(worker);
  await delay(SILENCE_MS);
  expect((await now(runId)).epochsDone).toBeLessThanOrEqual(epochsDone + 1);
  await eventually(async () => expect(await newestCheckpoint(runId)).toBeGreaterThan(epochsDone + 2));
  link.mend();
  const run = await untilFinished(runId);
  expect(run.attempt).toBe(1);
  expectNoneTwice(trace, run, 0);
});

test("a worker that dies while the database is away leaves what was trained meanwhile to the next", async () => {
  const trace = "died.jsonl";
  link = await createSeveredLink(lab.site.environment.DATABASE_URL ?? "");
  const first = await tracedWorker(trace, { DATABASE_URL: link.url });
  const runId = await trainUntil(2);
  link.sever();
  const { epochsDone } = await now(runId);
  await lab.letGo(first);
  await eventually(async () => expect(await newestCheckpoint(runId)).toBeGreaterThan(epochsDone + 5));
  await first.end("SIGKILL");
  await tracedWorker(trace);
  const run = await untilFinished(runId);
  expect(run.attempt).toBe(2);
  expectNoneTwice(trace, run, 1);
});
