import { and, eq, like, or } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import type { ServiceContext } from "../context.ts";

/**
 * Has the runs of workers that are known to be dead trained on by another at once, and not when they have not been heard
 * of for long enough. @param lives the ends of those workers' ids. @returns how many were released.
 */
export async function releaseRunsFrom(
  { db, jobs }: Pick<ServiceContext, "db" | "jobs">,
  lives: readonly string[],
): Promise<number> {
  if (lives.length === 0) return 0;
  const held = await db
    .select({ jobId: run.jobId, attempt: run.attempt })
    .from(run)
    .where(and(eq(run.state, "running"), or(...lives.map((life) => like(run.workerId, `%-${life}`)))));
  const released = await Promise.all(
    held.map(({ jobId, attempt }) =>
      jobs.fail({ id: jobId, queue: trainRunJob.queue, attempt }, "its worker has ended"),
    ),
  );
  return released.filter(Boolean).length;
}
