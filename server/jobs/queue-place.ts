import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import type { JobDefinition } from "./define-job.ts";

/**
 * How many waiting jobs of its kind, of every cohort, are fetched before each of these, in the queue's own order. A job that
 * does not wait is left out.
 */
export async function queuePlaces(
  db: Queryable,
  { queue }: JobDefinition,
  jobIds: readonly string[],
): Promise<Map<string, number>> {
  if (jobIds.length === 0) return new Map();
  const ids = sql.join(
    jobIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const { rows } = await db.execute<{ id: string; place: number }>(sql`
    select mine.id, (
      select count(*) from pgboss.job ahead
      where ahead.name = ${queue}
        and ahead.state in ('created', 'retry')
        and (ahead.priority > mine.priority
          or (ahead.priority = mine.priority and ahead.created_on < mine.created_on))
    )::int as place
    from pgboss.job mine
    where mine.name = ${queue} and mine.id in (${ids}) and mine.state in ('created', 'retry')`);
  return new Map(rows.map(({ id, place }) => [id, place]));
}
