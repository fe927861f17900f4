import { and, desc, eq, inArray, sql, type SQLWrapper } from "drizzle-orm";
import type { Database, Queryable, Transaction } from "#db/client.ts";
import { jobRefusal, worker } from "#db/schema/index.ts";
import { runFailure, type RunFailure } from "#server/contract/run.ts";
import type { ClaimedJob } from "#server/jobs/jobs.ts";
import { JOB_DEFINITIONS } from "#server/jobs/registry.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import { isWorkerAlive, WORKER_GONE_SECONDS } from "./seen.ts";

/** Why a worker cannot do a job that another may. */
export type Refusal = {
  workerId: string;
  /** What is told where no other can do it. */
  failure: RunFailure;
  /** How much it has of what the job lacks; null where it is not a matter of more or less. */
  room: number | null;
};

/**
 * Notes that a worker cannot do a job. The caller holds the job. @returns null while there may be another who can; what to
 * tell once all that are there have refused it: the word of the one that came nearest.
 */
export async function noteRefusal(
  tx: Transaction,
  { id: jobId, queue }: ClaimedJob,
  { workerId, failure: { code, message: reason }, room }: Refusal,
): Promise<RunFailure | null> {
  await tx
    .insert(jobRefusal)
    .values({ jobId, queue, workerId, code, reason, room })
    .onConflictDoUpdate({ target: [jobRefusal.jobId, jobRefusal.workerId], set: { code, reason, room } });
  const [left] = await tx
    .select({ id: worker.id })
    .from(worker)
    .where(and(isWorkerAlive, canCompute, sql`not exists ${refusalOf(jobId, worker.id)}`))
    .limit(1);
  const refusals = await tx
    .select({
      code: jobRefusal.code,
      reason: jobRefusal.reason,
      counts: sql<boolean>`${jobRefusal.countsFrom} <= now()`,
      hasWaited: sql<boolean>`${jobRefusal.refusedAt} < now()`,
    })
    .from(jobRefusal)
    .innerJoin(worker, and(eq(worker.id, jobRefusal.workerId), isWorkerAlive))
    .where(eq(jobRefusal.jobId, jobId))
    .orderBy(NEAREST, jobRefusal.refusedAt);
  const [nearest] = refusals;
  if (left !== undefined || nearest === undefined || refusals.some(({ counts }) => !counts)) return null;
  const waited = refusals.some(({ hasWaited }) => hasWaited)
    ? " It waited for another worker, and none that could do more is there."
    : "";
  return runFailure.parse({ code: nearest.code, message: `${nearest.reason}${waited}` });
}

/** A worker on which no engine computes what it should has no room to offer. */
const canCompute = sql`coalesce(${worker.trainingMemoryBytes}, 1) > 0`;
const NEAREST = sql`${jobRefusal.room} desc nulls last`;

function refusalOf(jobId: string, workerId: SQLWrapper) {
  return sql`(select 1 from ${jobRefusal} where ${jobRefusal.jobId} = ${jobId} and ${jobRefusal.workerId} = ${workerId})`;
}

/** Why each of these jobs that wait was not taken by those who looked at it; one that nobody refused is left out. */
export async function whyRefused(db: Queryable, jobIds: readonly string[]): Promise<Map<string, string>> {
  if (jobIds.length === 0) return new Map();
  const refusals = await db
    .selectDistinctOn([jobRefusal.jobId], { jobId: jobRefusal.jobId, reason: jobRefusal.reason })
    .from(jobRefusal)
    .where(inArray(jobRefusal.jobId, [...jobIds]))
    .orderBy(jobRefusal.jobId, NEAREST, desc(jobRefusal.refusedAt));
  return new Map(refusals.map(({ jobId, reason }) => [jobId, reason]));
}

/** A worker ends in order: its successor has as long to come as one that was killed. */
export async function waitForSuccessor(tx: Transaction): Promise<void> {
  await tx.update(jobRefusal).set({ countsFrom: sql`now() + make_interval(secs => ${WORKER_GONE_SECONDS})` });
}

/** Deletes what was refused of jobs that have ended. Workers call it now and then. */
export async function forgetRefusals(db: Database): Promise<void> {
  for (const definition of JOB_DEFINITIONS) {
    await db
      .delete(jobRefusal)
      .where(
        and(eq(jobRefusal.queue, definition.queue), sql`not ${hasLiveJob(definition, jobRefusal.jobId)}`),
      );
  }
}
