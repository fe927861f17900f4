import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { JOB_DEFINITIONS } from "./registry.ts";

export type QueueDepth = { queue: string; state: "queued" | "running"; count: number };

/** What waits and what is in work, of every kind of job. */
export async function queueDepth(db: Queryable): Promise<QueueDepth[]> {
  const { rows } = await db.execute<QueueDepth>(sql`
    select name as queue, case state when 'active' then 'running' else 'queued' end as state, count(*)::int as count
    from pgboss.job where state in ('created', 'retry', 'active')
    group by 1, 2`);
  return JOB_DEFINITIONS.flatMap(({ queue }) =>
    (["queued", "running"] as const).map(
      (state) => rows.find((row) => row.queue === queue && row.state === state) ?? { queue, state, count: 0 },
    ),
  );
}
