import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { run, runEvent } from "#db/schema/index.ts";
import type { RunEvent, RunProgress } from "#server/contract/run.ts";

/** A run's events above `afterSeq`, ascending and without gaps; none for a run that is gone. */
export async function readRunEvents(
  db: Queryable,
  runId: string,
  range: { afterSeq: number; upToSeq?: number },
): Promise<RunEvent[]> {
  const rows = await db
    .select()
    .from(runEvent)
    .where(
      and(
        eq(runEvent.runId, runId),
        gt(runEvent.seq, range.afterSeq),
        range.upToSeq === undefined ? undefined : lte(runEvent.seq, range.upToSeq),
      ),
    )
    .orderBy(asc(runEvent.seq));
  return rows.map(({ seq, body, createdAt }) => ({
    runId,
    seq,
    body,
    at: createdAt.toISOString(),
  }));
}

/** Where a run is now, for a feed: 0 and null for a run that is gone. */
export async function readRunPosition(
  db: Queryable,
  runId: string,
): Promise<{ lastSeq: number; progress: RunProgress | null }> {
  const [row] = await db
    .select({ lastSeq: run.lastSeq, progress: run.progress })
    .from(run)
    .where(eq(run.id, runId));
  return row ?? { lastSeq: 0, progress: null };
}
