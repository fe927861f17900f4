import { sql, type SQL } from "drizzle-orm";
import { cohortDataset, dataset } from "#db/schema/index.ts";

/** Joins to a dataset what a cohort has decided about it. */
export function decidedIn(cohortId: string): SQL {
  return sql`${cohortDataset.datasetId} = ${dataset.id} and ${cohortDataset.cohortId} = ${cohortId}`;
}

/** Whether a cohort sees a dataset, for a query that is joined as above: built-in, its own, or once added to it. */
export function isSeenBy(cohortId: string): SQL {
  return sql`(${dataset.visibility} = 'everyone' or ${dataset.cohortId} = ${cohortId}
    or ${cohortDataset.datasetId} is not null)`;
}

/** Whether it uses it: as its instructors have decided, else what is built in and what is its own. */
export const isUsed = sql<boolean>`(${dataset.archivedAt} is null and coalesce(${cohortDataset.isUsed}, true))`;
