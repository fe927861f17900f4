import type { FetchedJob } from "#server/jobs/jobs.ts";
import type { WorkerContext } from "../worker-context.ts";

type Ended = {
  end: { kind: string; signal?: string; isForOthers?: boolean } | null;
  isLeft: boolean;
  lost: AbortSignal;
};

/**
 * Leaves a job to another worker or another try where its task did not end by itself. True where it did that, or where the
 * job is another's already: a failure of ours would end it before it can be done.
 */
export async function passOn(
  { db, jobs }: Pick<WorkerContext, "db" | "jobs">,
  job: FetchedJob<object>,
  { end, isLeft, lost }: Ended,
): Promise<boolean> {
  if (lost.aborted) return true;
  if (isLeft) {
    await db.transaction((tx) => jobs.giveBack(job, tx));
    return true;
  }
  if (end?.kind === "ended-outside" && job.retriesLeft > 0) {
    await jobs.fail(job, `its process was ended from outside (${end.signal})`);
    return true;
  }
  if (end?.isForOthers === true && job.retriesLeft > 0) {
    await jobs.fail(job, "its process was ended for want of memory that others took");
    return true;
  }
  return false;
}
