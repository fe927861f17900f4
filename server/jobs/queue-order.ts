import { sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import type { JobDefinition } from "./define-job.ts";

export type QueuedJob = { id: string; isHeld: boolean };

/** Most jobs of a kind in their order, those that are held first, of every cohort. */
export async function queueOrder(
  db: Queryable,
  { queue }: JobDefinition,
  limit: number,
): Promise<QueuedJob[]> {
  const { rows } = await db.execute<QueuedJob>(sql`
    select id::text as id, state = 'active' as "isHeld"
    from pgboss.job
    where name = ${queue} and state in ('created', 'retry', 'active')
    order by state = 'active' desc, priority desc, created_on, id
    limit ${limit}`);
  return rows;
}

/**
 * Puts waiting jobs into this order, on the places that they have among them: all others stay where they are. A job that
 * is fetched meanwhile is left out. @param ids each once.
 */
export async function reorderJobs(
  tx: Transaction,
  { queue }: JobDefinition,
  ids: readonly string[],
): Promise<void> {
  if (ids.length < 2) return;
  const wanted = sql.join(
    ids.map((id, place) => sql`(${id}::uuid, ${place}::int)`),
    sql`, `,
  );
  await tx.execute(sql`
    with wanted (id, place) as (values ${wanted}),
    waiting as (
      select job.id, job.priority, job.created_on, wanted.place
      from pgboss.job job join wanted on wanted.id = job.id
      where job.name = ${queue} and job.state in ('created', 'retry')
      for update of job
    ),
    slots as (
      select priority, created_on, row_number() over (order by priority desc, created_on, id) as place from waiting
    ),
    turns as (select id, row_number() over (order by place) as place from waiting)
    update pgboss.job job set priority = slots.priority, created_on = slots.created_on
    from slots join turns using (place)
    where job.name = ${queue} and job.id = turns.id and job.state in ('created', 'retry')`);
}
