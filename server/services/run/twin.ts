import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { run } from "#db/schema/index.ts";

/** Of a run the one that trains its network from random weights: one that came to nothing only where there is no other. */
export async function twinIdOf(db: Queryable, runId: string): Promise<string | null> {
  const [found] = await db
    .select({ id: run.id })
    .from(run)
    .where(eq(run.twinOf, runId))
    .orderBy(asc(sql`${run.state} in ('failed', 'cancelled')`), sql`${run.createdAt} desc`, run.id)
    .limit(1);
  return found?.id ?? null;
}

/** The same where it may still be held against its run. */
export async function livingTwinOf(db: Queryable, runId: string): Promise<string | null> {
  const [found] = await db
    .select({ id: run.id })
    .from(run)
    .where(sql`${run.twinOf} = ${runId} and ${run.state} not in ('failed', 'cancelled')`);
  return found?.id ?? null;
}
