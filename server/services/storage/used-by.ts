import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";

/**
 * The most that one parameter takes in the checkpoints of a run: 4 bytes each for the weight, its best value and two
 * moments of the optimizer, in three files while a new one is written.
 */
export const CHECKPOINT_BYTES_PER_PARAM = 3 * 4 * 4;

/**
 * What a person's runs keep on the disk, or may come to keep while they are under way, in bytes. Networks in cohorts that
 * they have left are not theirs to delete any more, and do not count.
 */
export async function storageUsedBy(db: Queryable, userId: string): Promise<number> {
  const { rows } = await db.execute<{ usedBytes: string }>(sql`
    select (
      select coalesce(sum(artifact.size_bytes), 0)
      from cohort_member member
      join run on run.cohort_id = member.cohort_id and run.started_by = member.user_id
      join artifact on artifact.run_id = run.id
      where member.user_id = ${userId}
    ) + (
      select coalesce(sum(run.params::bigint), 0) * ${CHECKPOINT_BYTES_PER_PARAM}
      from run
      where run.started_by = ${userId} and run.state in ('queued', 'running', 'paused')
    ) as "usedBytes"`);
  return Number(rows[0]?.usedBytes ?? 0);
}

/** The same of a cohort's runs, whoever started them. */
export async function storageUsedIn(db: Queryable, cohortId: string): Promise<number> {
  const { rows } = await db.execute<{ usedBytes: string }>(sql`
    select (
      select coalesce(sum(artifact.size_bytes), 0)
      from run join artifact on artifact.run_id = run.id
      where run.cohort_id = ${cohortId}
    ) + (
      select coalesce(sum(run.params::bigint), 0) * ${CHECKPOINT_BYTES_PER_PARAM}
      from run
      where run.cohort_id = ${cohortId} and run.state in ('queued', 'running', 'paused')
    ) as "usedBytes"`);
  return Number(rows[0]?.usedBytes ?? 0);
}
