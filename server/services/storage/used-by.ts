import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";

/**
 * The most that one parameter takes in the checkpoints of a run: 4 bytes each for the weight, its best value and two
 * moments of the optimizer, in three files while a new one is written.
 */
export const CHECKPOINT_BYTES_PER_PARAM = 3 * 4 * 4;

/** Sent, or being sent, and not looked at yet. */
const isModelOnItsWay = sql`upload_key is not null and state in ('queued', 'working', 'cancelled')`;

/**
 * What a person's runs, datasets, models and starting weights keep on the disk, or may come to keep while they are under way, in bytes. What lies in
 * cohorts that they have left is not theirs to delete any more, and does not count.
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
    ) + (
      select coalesce(sum(version.size_bytes), 0)
      from cohort_member member
      join dataset on dataset.cohort_id = member.cohort_id and dataset.owner_id = member.user_id
      join dataset_version version on version.dataset_id = dataset.id
      where member.user_id = ${userId}
    ) + (
      select coalesce(sum(bytes), 0) from dataset_import
      where owner_id = ${userId} and state not in ('done', 'discarded')
    ) + (
      select coalesce(sum(weights.size_bytes), 0)
      from cohort_member member
      join weights on weights.cohort_id = member.cohort_id and weights.owner_id = member.user_id
      where member.user_id = ${userId}
    ) + (
      select coalesce(sum(model.bytes), 0)
      from cohort_member member
      join brought_model model on model.cohort_id = member.cohort_id and model.owner_id = member.user_id
      where member.user_id = ${userId}
    ) + (
      select coalesce(sum(bytes), 0) from model_arrival where requested_by = ${userId} and ${isModelOnItsWay}
    ) as "usedBytes"`);
  return Number(rows[0]?.usedBytes ?? 0);
}

/** The same of all that a cohort keeps, whoever they are of. */
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
    ) + (
      select coalesce(sum(version.size_bytes), 0)
      from dataset join dataset_version version on version.dataset_id = dataset.id
      where dataset.cohort_id = ${cohortId}
    ) + (
      select coalesce(sum(bytes), 0) from dataset_import
      where cohort_id = ${cohortId} and state not in ('done', 'discarded')
    ) + (
      select coalesce(sum(size_bytes), 0) from weights where cohort_id = ${cohortId}
    ) + (
      select coalesce(sum(bytes), 0) from brought_model where cohort_id = ${cohortId}
    ) + (
      select coalesce(sum(bytes), 0) from model_arrival where cohort_id = ${cohortId} and ${isModelOnItsWay}
    ) as "usedBytes"`);
  return Number(rows[0]?.usedBytes ?? 0);
}
