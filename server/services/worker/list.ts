import { and, asc, eq, sql } from "drizzle-orm";
import { run, worker } from "#db/schema/index.ts";
import type { WorkerInfo } from "#server/contract/worker.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { isWorkerAlive } from "./seen.ts";

const FORGET_AFTER = sql.raw("interval '10 minutes'");

/** The workers that are alive, the newest first, then those lately gone, the last seen first. */
export async function listWorkers(ctx: ServiceContext, cohortId: string): Promise<WorkerInfo[]> {
  await requireMember(ctx, cohortId);
  const rows = await ctx.db
    .selectDistinctOn([worker.id], {
      id: worker.id,
      hostname: worker.hostname,
      engine: worker.engine,
      provider: worker.provider,
      device: worker.device,
      memoryBytes: worker.memoryBytes,
      imagesPerSecond: worker.imagesPerSecond,
      versions: worker.versions,
      refused: worker.refused,
      startedAt: worker.startedAt,
      seenAt: worker.seenAt,
      isAlive: isWorkerAlive,
      runId: run.id,
      runCohortId: run.cohortId,
    })
    .from(worker)
    .leftJoin(run, and(eq(run.workerId, worker.id), eq(run.state, "running")))
    .where(sql`${worker.seenAt} > now() - ${FORGET_AFTER}`)
    .orderBy(asc(worker.id));
  return rows.toSorted(byUse).map(({ runCohortId, runId, startedAt, seenAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    isBusy: row.isAlive && runId !== null,
    runId: runCohortId === cohortId ? runId : null,
  }));
}

type Seen = { isAlive: boolean; startedAt: Date; seenAt: Date };

function byUse(a: Seen, b: Seen): number {
  if (a.isAlive !== b.isAlive) return a.isAlive ? -1 : 1;
  return a.isAlive ? b.startedAt.getTime() - a.startedAt.getTime() : b.seenAt.getTime() - a.seenAt.getTime();
}
