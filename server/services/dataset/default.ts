import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";

/**
 * What a cohort's new designs and its board are for: as its instructors chose, else the built-in one that the last start
 * named, else real pictures before drawn ones and many before few.
 * @returns null where nothing is packed yet.
 */
export async function defaultDatasetId(db: Queryable, cohortId: string): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select dataset.id
    from dataset
    left join cohort_dataset decided on decided.dataset_id = dataset.id and decided.cohort_id = ${cohortId}
    cross join lateral (
      select size_bytes from dataset_version version
      where version.dataset_id = dataset.id and version.state = 'ready'
      order by version.number desc limit 1
    ) current
    where dataset.archived_at is null
      and (coalesce(decided.is_default, false) or (dataset.visibility = 'everyone' and coalesce(decided.is_used, true)))
    order by coalesce(decided.is_default, false) desc, dataset.preferred_at desc nulls last, dataset.is_synthetic,
      current.size_bytes desc, dataset.id
    limit 1`);
  return rows[0]?.id ?? null;
}
