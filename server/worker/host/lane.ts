import { setTimeout as delay } from "node:timers/promises";
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

/** Works off the queues of a lane. */
export function startLane({ context, handlers, slots, isOpen }: LaneOptions): RunningLane {
  const { jobs, logger } = context;
  const current = new Set<WorkOfLane>();
  const stopping = new AbortController();
  const sleepers = new Set<AbortController>();
  let wakes = 0;
  let turn = 0;

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
    } catch (error) {
      // Not settled: its heartbeat has stopped, so the queue hands it out again.
      logger.error({ err: error, jobId: job.id, queue: job.queue }, "a job could not be settled");
    } finally {
      letGo();
      if (inWork !== null) current.delete(inWork);
    }
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
