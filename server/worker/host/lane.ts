import { setTimeout as delay } from "node:timers/promises";
import { StorageAway } from "#server/platform/storage-away.ts";
import type { FetchedJob } from "#server/jobs/jobs.ts";
import type { JobDefinition } from "#server/jobs/define-job.ts";
import type { WorkerContext } from "../worker-context.ts";
import type { JobHandler, JobInWork } from "./define-handler.ts";
import { holdJob } from "./hold-job.ts";

type WorkOfLane = JobInWork & { definition: JobDefinition };

type LaneOptions = {
  context: WorkerContext;
  handlers: readonly JobHandler[];
  /** How many jobs are in work at once. */
  slots: number;
  /** False: such jobs stay in the queue for now. */
  isOpen: (definition: JobDefinition) => Promise<boolean>;
};

export type RunningLane = {
  queues: ReadonlySet<string>;
  /** A job may wait: look now. */
  wake: () => void;
  inWork: () => readonly WorkOfLane[];
  /** Fetches no more and gives back what is in work. */
  stop: () => Promise<void>;
};

const POLL_MS = 1_000;
/** Between looks for a job while the storage is away. */
const AWAY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Works off the queues of a lane. */
export function startLane({ context, handlers, slots, isOpen }: LaneOptions): RunningLane {
  const { db, jobs, logger } = context;
  const current = new Set<WorkOfLane>();
  const stopping = new AbortController();
  const sleepers = new Set<AbortController>();
  let wakes = 0;
  let turn = 0;
  /** Jobs in a row that could not be done for want of the storage. */
  let timesAway = 0;
  let untilTried: Promise<unknown> | null = null;

  async function rest(seenWakes: number): Promise<void> {
    // Woken while it looked: something may have come after it had.
    if (wakes !== seenWakes || stopping.signal.aborted) return;
    const sleeper = new AbortController();
    sleepers.add(sleeper);
    await delay(POLL_MS, undefined, { signal: sleeper.signal }).catch(() => undefined);
    sleepers.delete(sleeper);
  }

  async function workOff(handler: JobHandler): Promise<boolean> {
    const { definition } = handler;
    if (!(await isOpen(definition))) return false;
    const fetched = await handler.fetch(context);
    if (fetched === null) return false;
    const { job, work } = fetched;
    const lost = new AbortController();
    const letGo = holdJob({ jobs, job, logger, onLost: () => lost.abort() });
    let inWork: WorkOfLane | null = null;
    function onStart(started: JobInWork): void {
      inWork = { ...started, definition };
      current.add(inWork);
      if (stopping.signal.aborted) started.giveBack();
    }
    try {
      await work({ lost: lost.signal, onStart });
      timesAway = 0;
    } catch (error) {
      if (error instanceof StorageAway) return await leaveUntilBack(job, error);
      // Not settled: its heartbeat has stopped, so the queue hands it out again.
      logger.error({ err: error, jobId: job.id, queue: job.queue }, "a job could not be settled");
    } finally {
      letGo();
      if (inWork !== null) current.delete(inWork);
    }
    return true;
  }

  /** Gives a job back at no cost, and has the lane wait, longer each time: whoever took it now would fail as well. */
  async function leaveUntilBack(job: FetchedJob<unknown>, error: StorageAway): Promise<boolean> {
    const delayMs = AWAY_DELAYS_MS[Math.min(timesAway, AWAY_DELAYS_MS.length - 1)] ?? POLL_MS;
    timesAway += 1;
    logger.warn({ err: error, jobId: job.id, queue: job.queue, delayMs }, "the storage is away");
    untilTried ??= delay(delayMs, undefined, { signal: stopping.signal })
      .catch(() => undefined)
      .finally(() => (untilTried = null));
    await db.transaction((tx) => jobs.giveBack(job, tx));
    return true;
  }

  /** Each kind of the lane has its turn to be looked for first. */
  async function workOffOne(): Promise<boolean> {
    turn += 1;
    const order = handlers.map((_, index) => handlers[(turn + index) % handlers.length]);
    for (const handler of order) {
      if (handler === undefined || stopping.signal.aborted) continue;
      const hasWorked = await workOff(handler).catch((error: unknown) => {
        logger.warn({ err: error, queue: handler.definition.queue }, "no job could be fetched");
        return false;
      });
      if (hasWorked) return true;
    }
    return false;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await untilTried;
      const seenWakes = wakes;
      if (!(await workOffOne())) await rest(seenWakes);
    }
  }

  function wake(): void {
    wakes += 1;
    for (const sleeper of sleepers) sleeper.abort();
  }

  const loops = handlers.length === 0 ? [] : Array.from({ length: slots }, loop);
  return {
    queues: new Set(handlers.map(({ definition }) => definition.queue)),
    wake,
    inWork: () => [...current],
    async stop() {
      stopping.abort();
      wake();
      for (const work of current) work.giveBack();
      await Promise.all(loops);
    },
  };
}
