import { setTimeout as delay } from "node:timers/promises";
import type { JobDefinition } from "#server/jobs/define-job.ts";
import type { FetchedJob, Jobs } from "#server/jobs/jobs.ts";
import type { Logger } from "#server/platform/logger.ts";

export type JobInWork = {
  /** The run that it trains; null for other jobs. */
  runId: string | null;
  /** Somebody wants it paused or cancelled: look what, now. */
  recheck: () => void;
  /** The worker ends: stop at once, and leave the job to another. */
  giveBack: () => void;
};

type SlotOptions<Payload extends object> = {
  jobs: Jobs;
  definition: JobDefinition<Payload>;
  logger: Logger;
  work: (job: FetchedJob<Payload>, onStart: (work: JobInWork) => void) => Promise<void>;
  /** False: jobs stay in the queue for now. */
  isOpen?: () => Promise<boolean>;
};

export type Slot = {
  /** A job may wait: look now. */
  wake: () => void;
  inWork: () => JobInWork | null;
  /** Fetches no more and gives back what is in work. */
  stop: () => Promise<void>;
};

const POLL_MS = 1_000;

/** Works off one queue, one job at a time. */
export function startSlot<Payload extends object>(options: SlotOptions<Payload>): Slot {
  const { jobs, definition, logger } = options;
  let current: JobInWork | null = null;
  const stopping = new AbortController();
  let isWoken = false;
  let waker = new AbortController();

  async function rest(): Promise<void> {
    if (!isWoken && !stopping.signal.aborted) {
      waker = new AbortController();
      await delay(POLL_MS, undefined, { signal: waker.signal }).catch(() => undefined);
    }
    isWoken = false;
  }

  function start(work: JobInWork): void {
    current = work;
    if (stopping.signal.aborted) work.giveBack();
  }

  async function fetchAndWork(): Promise<boolean> {
    if (options.isOpen !== undefined && !(await options.isOpen())) return false;
    const job = await jobs.fetch(definition);
    if (job === null) return false;
    try {
      await options.work(job, start);
    } catch (error) {
      // Not settled: its heartbeat has stopped, so the queue hands it out again.
      logger.error({ err: error, jobId: job.id, queue: job.queue }, "a job could not be settled");
    } finally {
      current = null;
    }
    return true;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const hasWorked = await fetchAndWork().catch((error: unknown) => {
        logger.warn({ err: error, queue: definition.queue }, "no job could be fetched");
        return false;
      });
      if (!hasWorked) await rest();
    }
  }

  function wake(): void {
    isWoken = true;
    waker.abort();
  }

  const looping = loop();
  return {
    wake,
    inWork: () => current,
    async stop() {
      stopping.abort();
      wake();
      current?.giveBack();
      await looping;
    },
  };
}
