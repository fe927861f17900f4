import type { FetchedJob, Jobs } from "#server/jobs/jobs.ts";
import type { Logger } from "#server/platform/logger.ts";

type HoldOptions = {
  jobs: Jobs;
  job: Pick<FetchedJob<unknown>, "id" | "queue" | "attempt">;
  logger: Logger;
  /** The job is another worker's now, or nobody's: stop, and write nothing. */
  onLost: () => void;
};

/** All but one may be late or lost before the job counts as abandoned. */
const BEATS_PER_LEASE = 5;

/** Keeps a fetched job ours for as long as it is worked on. Returns what ends that. */
export function holdJob({ jobs, job, logger, onLost }: HoldOptions): () => void {
  const intervalMs = jobs.leaseMs / BEATS_PER_LEASE;
  let timer: NodeJS.Timeout;
  let isEnded = false;

  async function beat(): Promise<void> {
    const isHeld = await jobs.heartbeat(job).catch((error: unknown) => {
      // Out of reach is not lost: the database decides when it is back.
      logger.warn({ err: error, jobId: job.id }, "a heartbeat could not be sent");
      return true;
    });
    if (isEnded) return;
    if (isHeld) timer = setTimeout(() => void beat(), intervalMs);
    else onLost();
  }

  timer = setTimeout(() => void beat(), intervalMs);
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
