import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { distEntry } from "#server/platform/paths.ts";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { loopDelay, type LoopDelay } from "../loop-delay.ts";
import type { BenchContext } from "../options.ts";
import { signIn, signUp, type Person } from "../person.ts";
import { ownProcesses, type Role } from "../processes.ts";
import type { Product } from "../product.ts";
import { readTrace } from "../read-trace.ts";
import { runJson } from "../run-json.ts";
import { percentile } from "../statistics.ts";
import { loadOutcome, type LoadInput, type LoadOutcome } from "./load-input.ts";

const PEOPLE = 60;
const SOCKETS = 300;
const SECONDS = 60;
const EPOCHS = 200;
const SAVE_INTERVAL_MS = 5_000;
const TRAINING_LIMIT_MS = 120_000;

export type LoadReport = Omit<LoadOutcome, "epochs"> & {
  sockets: number;
  /** From the end of an epoch in the child to each of the sockets, ms. */
  epochToSocketMs: {
    epochs: number;
    arrivals: number;
    missing: number;
    p50: number;
    p95: number;
    max: number;
  };
  /** Of the web process while it was loaded. */
  webLoopDelayMs: LoopDelay;
  memoryBytes: Record<Role, number>;
};

/** Three hundred browsers watch one run while pages and calls come in. */
export async function benchLoad(product: Product, context: BenchContext): Promise<LoadReport> {
  const { say, signal } = context;
  say(`load: ${PEOPLE} people join`);
  const instructor = await signIn(product.url, { email: DEMO_INSTRUCTOR.email, password: DEMO_PASSWORD });
  const cohort = await instructor.api.cohort.create.mutate({ name: "Load" });
  const cohortId = cohort.id;
  const people: Person[] = [instructor];
  while (people.length < PEOPLE) {
    const name = `Learner ${people.length}`;
    const person = await signUp(product.url, {
      name,
      email: `${randomUUID()}@test.local`,
      password: randomUUID(),
    });
    await person.api.cohort.join.mutate({ code: cohort.joinCode ?? "" });
    people.push(person);
  }
  const design = await instructor.api.design.create.mutate({
    cohortId,
    name: "Load",
    presetId: "lecture-cnn",
  });
  const runId = await startTraining(instructor, design, signal);
  await loopDelay(product.url);
  say(`load: ${SOCKETS} sockets for ${SECONDS} s`);
  const input: LoadInput = {
    url: product.url,
    cohortId,
    runId,
    cookies: people.map(({ cookie }) => cookie),
    sockets: SOCKETS,
    pagesPerSecond: 20,
    callsPerSecond: 20,
    seconds: SECONDS,
  };
  const { epochs, ...outcome } = loadOutcome.parse(
    await whileSaving(instructor, design, () =>
      runJson(process.execPath, [distEntry("measure-load"), JSON.stringify(input)], { signal }),
    ),
  );
  const webLoopDelayMs = await loopDelay(product.url);
  const memoryBytes: Record<Role, number> = { web: 0, worker: 0, child: 0 };
  for (const { role, rssBytes } of await ownProcesses(product.pid)) {
    memoryBytes[role] = Math.max(memoryBytes[role], rssBytes);
  }
  await instructor.api.run.cancel.mutate({ runId });

  const ended = new Map((await readTrace(product)).map(({ epoch, at }) => [epoch, at]));
  const delays = epochs.flatMap(({ epoch, arrivals }) => {
    const endedAt = ended.get(epoch);
    return endedAt === undefined ? [] : arrivals.map((at) => at - endedAt);
  });
  return {
    sockets: SOCKETS,
    ...outcome,
    epochToSocketMs: {
      epochs: epochs.length,
      arrivals: delays.length,
      // The first and the last may have been under way when the measurement began and ended.
      missing: epochs.slice(1, -1).reduce((sum, { arrivals }) => sum + SOCKETS - arrivals.length, 0),
      p50: percentile(delays, 0.5),
      p95: percentile(delays, 0.95),
      max: Math.max(...delays),
    },
    webLoopDelayMs,
    memoryBytes,
  };
}

type Design = { id: string; cohortId: string; revision: number };

async function startTraining({ api }: Person, design: Design, signal: AbortSignal): Promise<string> {
  const { id } = await api.run.start.mutate({
    cohortId: design.cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, epochs: EPOCHS },
  });
  const deadline = Date.now() + TRAINING_LIMIT_MS;
  while ((await api.run.get.query({ runId: id })).events.every(({ body }) => body.kind !== "epoch")) {
    if (Date.now() > deadline) throw new Error("No epoch ended in time");
    await delay(500, undefined, { signal });
  }
  return id;
}

/** Somebody works on a shared design meanwhile, so that lists of designs are stale every few seconds. */
async function whileSaving<T>({ api }: Person, design: Design, work: () => Promise<T>): Promise<T> {
  let { revision } = design;
  let saved: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    saved = saved
      .then(() => api.design.save.mutate({ designId: design.id, revision, isShared: true }))
      .then((after) => (revision = after.revision))
      .catch(() => undefined);
  }, SAVE_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await saved;
  }
}
