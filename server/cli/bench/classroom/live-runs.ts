import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "#db/client.ts";
import { addCohort, addMemberByEmail } from "#db/testing/fill-lists.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { createJobs, type FetchedJob, type Jobs } from "#server/jobs/jobs.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { claimRun } from "#server/services/run/claim.ts";
import type { Lease } from "#server/services/run/lease.ts";
import { recordEpoch } from "#server/services/run/record-epoch.ts";
import { watchRun } from "../load/watch-run.ts";
import type { BenchContext } from "../options.ts";
import { benchBoardChanges, type BoardChanges } from "./board-changes.ts";
import { signUp, type Person, type PersonSocket } from "../person.ts";
import { percentile } from "../statistics.ts";

const LEARNERS = 200;
const RUNS = 20;
const EPOCHS = 30;
const EPOCH_MS = 1_000;
const BEAT_MS = 2_000;
const START_LIMIT_MS = 60_000;

export type LiveRunsReport = {
  learners: number;
  runs: number;
  /** From before an epoch is written to each of the sockets that follow its run, ms. */
  epochToSocketMs: { arrivals: number; missing: number; p50: number; p95: number; max: number };
  gaps: number;
  duplicates: number;
  boardChanges: BoardChanges;
};

type Live = { db: Database; databaseUrl: string; url: string; teacherId: string };

/**
 * Learners who are signed in follow twenty runs that go on at once: the product's worker trains one of them, and this
 * process holds and writes the others, an epoch a second each, as workers on other machines would.
 */
export async function benchLiveRuns(live: Live, { say, signal }: BenchContext): Promise<LiveRunsReport> {
  const { db, databaseUrl, url, teacherId } = live;
  const cohortId = await addCohort(db, teacherId);
  say(`classroom: ${LEARNERS} learners sign in`);
  const people: Person[] = [];
  for (let n = 0; n < LEARNERS; n += 1) {
    const account = { name: `Learner ${n}`, email: `${randomUUID()}@test.local`, password: randomUUID() };
    const person = await signUp(url, account);
    await addMemberByEmail(db, cohortId, account.email);
    people.push(person);
  }
  const runIds = await Promise.all(people.slice(0, RUNS).map((person) => startRun(person, cohortId)));
  const jobs = await createJobs({ databaseUrl, isSupervisor: false, onError: (error) => say(error.message) });
  const held: FetchedJob<unknown>[] = [];
  const beating = setInterval(() => {
    for (const job of held) void jobs.heartbeat(job).catch(() => undefined);
  }, BEAT_MS);
  const browsers: { person: Person; socket: PersonSocket }[] = [];
  try {
    const leases = await takeAll(db, jobs, { held, signal });
    say(`classroom: ${LEARNERS} sockets follow ${runIds.length} runs`);
    const arrivals = new Map<string, number[]>();
    const watches = people.map((person, index) => {
      const runId = runIds[index % RUNS] ?? "";
      const socket = person.connect();
      browsers.push({ person, socket });
      return watchRun({
        socket,
        cohortId,
        runId,
        onEpoch: (epoch, at) =>
          arrivals.set(`${runId} ${epoch}`, [...(arrivals.get(`${runId} ${epoch}`) ?? []), at]),
        onChanged: () => undefined,
      });
    });
    await Promise.all(watches.map(({ ready }) => ready));
    const written = await writeEpochs(db, leases, signal);
    await delay(EPOCH_MS, undefined, { signal });
    say(`classroom: ${LEARNERS} browsers show a board that changes`);
    const boardChanges = await benchBoardChanges(db, leases, { cohortId, browsers, signal });
    const delays = [...written].flatMap(([key, at]) => (arrivals.get(key) ?? []).map((each) => each - at));
    const sum = (of: "gaps" | "duplicates") => watches.reduce((total, { counts }) => total + counts[of], 0);
    return {
      learners: LEARNERS,
      runs: runIds.length,
      epochToSocketMs: {
        arrivals: delays.length,
        missing: (written.size * LEARNERS) / RUNS - delays.length,
        p50: percentile(delays, 0.5),
        p95: percentile(delays, 0.95),
        max: Math.max(...delays),
      },
      gaps: sum("gaps"),
      duplicates: sum("duplicates"),
      boardChanges,
    };
  } finally {
    clearInterval(beating);
    for (const { socket } of browsers) socket.close();
    await jobs.stop();
  }
}

async function startRun({ api }: Person, cohortId: string): Promise<string> {
  const design = await api.design.create.mutate({ cohortId, name: "Live", presetId: "lecture-cnn" });
  const { id } = await api.run.start.mutate({
    cohortId,
    designId: design.id,
    revision: design.revision,
    hyperParameters: hyperParameters.parse({ epochs: 200 }),
  });
  return id;
}

type Taking = { held: FetchedJob<unknown>[]; signal: AbortSignal };

/** All of the queue but what the product's own worker has. */
async function takeAll(db: Database, jobs: Jobs, { held, signal }: Taking): Promise<Lease[]> {
  const leases: Lease[] = [];
  const deadline = Date.now() + START_LIMIT_MS;
  while (leases.length < RUNS - 1) {
    if (Date.now() > deadline) throw new Error(`Only ${leases.length} runs could be taken`);
    const job = await jobs.fetch(trainRunJob);
    if (job === null) {
      await delay(100, undefined, { signal });
      continue;
    }
    held.push(job);
    const lease = { runId: job.payload.runId, jobId: job.id, attempt: job.attempt };
    await claimRun(db, { ...lease, workerId: "bench" });
    leases.push(lease);
  }
  return leases;
}

/** @returns when each epoch began to be written. */
async function writeEpochs(
  db: Database,
  leases: readonly Lease[],
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const written = new Map<string, number>();
  await Promise.all(
    leases.map(async (lease, index) => {
      await delay((index * EPOCH_MS) / leases.length, undefined, { signal });
      for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
        const from = Date.now();
        written.set(`${lease.runId} ${epoch}`, from);
        const values = { loss: 1 / epoch, accuracy: 0.5 };
        const metrics = {
          epoch,
          train: values,
          validation: values,
          learningRate: 0.001,
          seconds: 1,
          imagesPerSecond: 500,
        };
        await recordEpoch(db, lease, { metrics, isBest: true });
        await delay(Math.max(0, from + EPOCH_MS - Date.now()), undefined, { signal });
      }
    }),
  );
  return written;
}
