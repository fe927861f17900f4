import { randomBytes } from "node:crypto";
import { availableParallelism, hostname } from "node:os";
import { connectDatabase } from "#db/client.ts";
import { untilDatabaseAnswers } from "#db/until-answers.ts";
import type { Notification } from "#server/contract/notify.ts";
import type { RefusedProvider } from "#server/contract/worker.ts";
import { createJobs } from "#server/jobs/jobs.ts";
import { createLti } from "#server/lti/lti.ts";
import { createSigningKeyOf } from "#server/services/lti/signing-key.ts";
import { LANES, type JobDefinition, type Lane, type Need } from "#server/jobs/define-job.ts";
import { createClosers } from "#server/platform/closers.ts";
import { diskState, readDiskSpace } from "#server/platform/disk-space.ts";
import type { Environment } from "#server/platform/env.ts";
import type { Logger } from "#server/platform/logger.ts";
import { startListener } from "#server/platform/notification-listener.ts";
import { distEntry } from "#server/platform/paths.ts";
import { forgetFailedEntries } from "#server/auth/limits/failed-entries.ts";
import { createDatasets } from "#server/services/dataset/open.ts";
import { registerBuiltIn } from "#server/services/dataset/register-built-in.ts";
import { forgetIntents } from "#server/services/make-once.ts";
import { forgetNotices } from "#server/services/notice/forget.ts";
import { forgetAttempts } from "#server/services/rate-limit.ts";
import { describeWorker } from "#server/services/worker/describe.ts";
import { forgetWorker } from "#server/services/worker/forget.ts";
import { registerWorker } from "#server/services/worker/register.ts";
import { forgetRefusals } from "#server/services/worker/refusals.ts";
import { WORKER_SEEN_INTERVAL_MS, workerSeen } from "#server/services/worker/seen.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import { requireStorage } from "#server/storage/require-storage.ts";
import { homePaths } from "#server/storage/home.ts";
import { startEngineInUse } from "./engine/engine-in-use.ts";
import { jobHandlers } from "./handlers/index.ts";
import { createChildPool } from "./host/child-pool.ts";
import { giveWay } from "./host/give-way.ts";
import { startLane, type RunningLane } from "./host/lane.ts";
import { createLeftToOthers } from "./host/left-to-others.ts";
import { createResident } from "./host/resident.ts";
import { createResidentPool } from "./host/resident-pool.ts";
import { defaultMemoryLimit, memoryAtHand } from "./host/memory-watch.ts";
import { startChild } from "./host/start-child.ts";
import type { WorkerContext } from "./worker-context.ts";

export type Worker = {
  id: string;
  /** Fetches no more, gives back what is in work, and lets go of everything. */
  close: () => Promise<void>;
};

type WorkerOptions = { environment: Environment; logger: Logger; childEntry?: string };

const TIDY_INTERVAL_MS = 10_000;
/** A job that this worker could not do is looked at again after so many leases. */
const LEASES_UNTIL_AGAIN = 3;

/** How many jobs of a lane are in work at once; of scoring, see `SCORERS`. */
const SLOTS: Record<Exclude<Lane, "scoring">, number> = { training: 1, inference: 4, background: 1, post: 2 };
/** Networks that are asked at once, at most one a thread: one thread each does more than all at one network. */
const SCORERS = 4;
/** Of one network on the whole of a hidden split. */
const SCORING_LIMIT_MS = 20 * 60_000;
/** What all of them may keep between two scorings, and for how long: nobody has it in their accounts. */
const SCORERS_BYTES = 700 * 2 ** 20;
const SCORERS_IDLE_MS = 60_000;

/** Starts a worker, which works off jobs of every kind, each in a child process. */
export async function startWorker({ environment, logger, childEntry }: WorkerOptions): Promise<Worker> {
  const { DATABASE_URL: databaseUrl, STRATA_HOME: home, DISK_RESERVE_BYTES: reserveBytes } = environment;
  const memoryLimitBytes = environment.CHILD_MEMORY_BYTES ?? defaultMemoryLimit();
  const threads = environment.ENGINE_THREADS ?? availableParallelism();
  if (databaseUrl === undefined) {
    throw new Error("DATABASE_URL is not set. `npm start` brings a database of its own.");
  }
  const life = environment.STRATA_LIFE ?? randomBytes(6).toString("hex");
  const workerId = `${hostname()}-${process.pid}-${life}`;
  const closers = createClosers(logger);

  async function start(url: string): Promise<Worker> {
    const { db, close } = connectDatabase(url, {
      applicationName: "strata-worker",
      maxConnections: 5,
      onIdleError: (error) => logger.warn({ err: error }, "an idle database connection was lost"),
    });
    closers.add("database", close);
    await untilDatabaseAnswers(db, (error) => logger.warn({ err: error }, "waiting for the database"));
    const onError = (error: Error) => logger.error({ err: error }, "the job queue has trouble");
    const leaseSeconds = environment.JOB_LEASE_SECONDS;
    const jobs = await createJobs({ databaseUrl: url, onError, isSupervisor: true, leaseSeconds });
    closers.add("jobs", jobs.stop);
    const start = () => startChild({ entry: childEntry ?? distEntry("child"), memoryLimitBytes, logger });
    const startScorer = () => {
      const child = start();
      giveWay(child.pid, "scoring");
      return child;
    };
    const children = createChildPool(start);
    closers.add("children", async () => children.close());
    const resident = createResident({ start, logger });
    closers.add("resident", async () => resident.close());
    const scorerCount = Math.min(SCORERS, threads);
    const scorers = createResidentPool(scorerCount, () =>
      createResident({
        start: startScorer,
        logger,
        limitMs: SCORING_LIMIT_MS,
        recycleBytes: SCORERS_BYTES / scorerCount,
        idleMs: SCORERS_IDLE_MS,
      }),
    );
    closers.add("scorers", async () => scorers.close());
    await registerWorker(db, {
      id: workerId,
      hostname: hostname(),
      engine: "onnx",
      trainingMemoryBytes: memoryAtHand(memoryLimitBytes),
    });
    closers.add("registration", () => forgetWorker(db, workerId));

    const paths = homePaths(home);
    // What a worker is given first may be what an older version's runs name, by an id that has no files yet.
    const files = await openStorage(environment);
    await requireStorage(files, logger);
    const datasets = createDatasets(files);
    await registerBuiltIn({ db, datasets, home, preferred: environment.DATASET });
    const lanes: RunningLane[] = [];
    const inWork = () => lanes.flatMap((lane) => lane.inWork());
    const isDiskFull = async () => diskState(await readDiskSpace(home, reserveBytes)) === "full";
    let hasEngine = true;
    const IS_MET: Record<Need, () => Promise<boolean>> = {
      // What waits goes on by itself once there is room.
      disk: async () => !(await isDiskFull()),
      engine: async () => hasEngine,
      memory: async () => true,
    };
    async function isOpen({ needs }: JobDefinition): Promise<boolean> {
      const met = await Promise.all(needs.map((need) => IS_MET[need]()));
      return met.every(Boolean);
    }

    /** What comes out of wrong values is worth nothing: it trains no more, and the registry says why. */
    async function giveUp(refused: readonly RefusedProvider[]): Promise<void> {
      logger.fatal({ refused }, "no engine on this machine computes what it should: nothing is trained");
      const nothing = { device: "none that can be used", memoryBytes: null, imagesPerSecond: null };
      await describeWorker(db, workerId, { engine: "cpu", versions: {}, refused: [...refused], ...nothing });
      hasEngine = false;
      for (const { definition, giveBack } of inWork()) if (definition.needs.includes("engine")) giveBack();
    }

    const engine = await startEngineInUse({
      setting: environment.STRATA_ENGINE,
      home,
      memoryLimitBytes,
      logger,
      isIdle: () => inWork().length === 0,
      onChosen: (report) => describeWorker(db, workerId, report),
      onHopeless: (refused) => void giveUp(refused),
    });
    closers.add("engine", async () => engine.close());
    const context: WorkerContext = {
      workerId,
      db,
      jobs,
      files,
      room: {
        personBytes: environment.PERSON_STORAGE_BYTES,
        cohortBytes: environment.COHORT_STORAGE_BYTES,
      },
      datasets,
      lti: createLti({
        signingKey: createSigningKeyOf(db),
        allowsPrivate: environment.LTI_PRIVATE_ADDRESSES,
      }),
      paths,
      children,
      resident,
      scorers,
      leftToOthers: createLeftToOthers(LEASES_UNTIL_AGAIN * jobs.leaseMs),
      memoryLimitBytes,
      threads,
      logger,
      engine: engine.current,
      deviceMemoryBytes: engine.deviceMemoryBytes,
    };
    const tell = (work: Promise<unknown>, what: string) => {
      work.catch((error: unknown) => logger.warn({ err: error }, what));
    };
    const tidyUp = () => {
      for (const { tidy } of jobHandlers) for (const each of tidy?.(context) ?? []) tell(...each);
      tell(forgetFailedEntries(db), "old failures to sign in could not be deleted");
      tell(forgetAttempts(db), "old counters could not be deleted");
      tell(forgetRefusals(db), "old refusals could not be deleted");
      tell(forgetNotices(db), "old notices could not be deleted");
      tell(forgetIntents(db), "old idempotency keys could not be deleted");
    };
    const tidying = setInterval(tidyUp, TIDY_INTERVAL_MS);
    tidyUp();
    // Those whom they do not reach this way are released when their lease is over.
    for (const { takeUp } of jobHandlers) await takeUp?.(context, environment.STRATA_PAST_LIVES);
    closers.add("timers", async () => {
      clearInterval(tidying);
    });

    async function saySeen(): Promise<void> {
      const isTaken = inWork().some(({ definition }) => definition.needs.includes("memory"));
      const room = isTaken ? null : hasEngine ? memoryAtHand(memoryLimitBytes) : 0;
      await workerSeen(db, workerId, { trainingMemoryBytes: room, isDiskFull: await isDiskFull() });
    }
    const seen = setInterval(
      () => tell(saySeen(), "the worker could not say that it lives"),
      WORKER_SEEN_INTERVAL_MS,
    );
    closers.add("seen", async () => clearInterval(seen));
    for (const lane of LANES) {
      const handlers = jobHandlers.filter(({ definition }) => definition.lane === lane);
      // While all are asked, one more is fetched or written down.
      const slots = lane === "scoring" ? scorerCount + 1 : SLOTS[lane];
      lanes.push(startLane({ context, handlers, slots, isOpen }));
    }
    closers.add("lanes", async () => void (await Promise.all(lanes.map((lane) => lane.stop()))));

    const wakeAll = () => lanes.forEach((lane) => lane.wake());
    function receive(message: Notification): void {
      if (message.kind === "asked") {
        for (const work of inWork()) if (work.subjectId === message.subjectId) work.recheck();
      } else if (message.kind === "job") {
        for (const lane of lanes) if (lane.queues.has(message.queue)) lane.wake();
      }
    }

    const listener = await startListener({
      databaseUrl: url,
      logger,
      onNotification: receive,
      // What was missed is polled for anyway.
      onReconnect: wakeAll,
    });
    closers.add("listener", listener.close);
    return { id: workerId, close: closers.closeAll };
  }

  try {
    return await start(databaseUrl);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
