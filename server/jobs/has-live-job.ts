import { sql, type SQLWrapper } from "drizzle-orm";
import type { JobDefinition } from "./define-job.ts";

/**
 * A condition for a query: the job with this id waits or is in work. A row that waits for a job without one waits for
 * ever: the queue has given it up, or has never heard of it.
 */
export function hasLiveJob({ queue }: JobDefinition, jobId: SQLWrapper) {
  return sql<boolean>`exists (
    select 1 from pgboss.job job
    where job.name = ${queue} and job.id = ${jobId} and job.state in ('created', 'retry', 'active'))`;
}
