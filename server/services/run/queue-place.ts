import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { TRAIN_QUEUE } from "#server/contract/jobs.ts";

/**
 * How many waiting train jobs, of every cohort, are fetched before this one, in the queue's own order. Null where the
 * job does not wait.
 */
export async function queuePlace(db: Queryable, jobId: string): Promise<number | null> {
  const { rows } = await db.execute<{ place: number }>(sql`
    select (
      select count(*) from pgboss.job ahead
      where ahead.name = ${TRAIN_QUEUE}
        and ahead.state in ('created', 'retry')
        and (ahead.priority > mine.priority
          or (ahead.priority = mine.priority and ahead.created_on < mine.created_on))
    )::int as place
    from pgboss.job mine
    where mine.name = ${TRAIN_QUEUE} and mine.id = ${jobId} and mine.state in ('created', 'retry')`);
  return rows[0]?.place ?? null;
}
