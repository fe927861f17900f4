import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import type { JobDefinition } from "./define-job.ts";

/**
 * How many waiting jobs of its kind, of every cohort, are fetched before this one, in the queue's own order. Null where the
 * job does not wait.
 */
export async function queuePlace(
  db: Queryable,
  { queue }: JobDefinition,
  jobId: string,
): Promise<number | null> {
  const { rows } = await db.execute<{ place: number }>(sql`
    select (
      select count(*) from pgboss.job ahead
      where ahead.name = ${queue}
        and ahead.state in ('created', 'retry')
        and (ahead.priority > mine.priority
          or (ahead.priority = mine.priority and ahead.created_on < mine.created_on))
    )::int as place
    from pgboss.job mine
    where mine.name = ${queue} and mine.id = ${jobId} and mine.state in ('created', 'retry')`);
  return rows[0]?.place ?? null;
}
