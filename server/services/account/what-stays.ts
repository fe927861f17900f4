import { sql, type SQL } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import type { Leaving } from "#server/contract/account.ts";

type Fate = Leaving["cohorts"][number];

/** Each cohort of a person, and what becomes of it once they are gone. */
export async function cohortFates(db: Queryable, userId: string): Promise<Fate[]> {
  const { rows } = await db.execute<Fate>(sql`
    select cohort.id, cohort.name,
      case
        when not exists (
          select from cohort_member other
          where other.cohort_id = cohort.id and other.user_id <> ${userId}
        ) then 'deleted'
        when mine.role = 'instructor' and not exists (
          select from cohort_member other
          where other.cohort_id = cohort.id and other.user_id <> ${userId} and other.role = 'instructor'
        ) then 'blocked'
        else 'left'
      end as fate
    from cohort_member mine
    join cohort on cohort.id = mine.cohort_id
    where mine.user_id = ${userId}
    order by cohort.name, cohort.id`);
  return rows;
}

/** Private datasets of a person that no run stands on go with them; others lose their owner. */
export const isUnusedAndPrivate = (userId: string): SQL =>
  sql`(dataset.owner_id = ${userId} and dataset.visibility = 'owner'
    and not exists (select from run where run.dataset_id = dataset.id))`;

/** What a person's leaving deletes and what it keeps, in numbers. */
export async function whatStays(db: Queryable, userId: string): Promise<Leaving> {
  const cohorts = await cohortFates(db, userId);
  const gone = cohorts.filter(({ fate }) => fate === "deleted").map(({ id }) => id);
  const goes = (column: SQL) =>
    gone.length === 0
      ? sql`false`
      : sql`${column} in (${sql.join(
          gone.map((id) => sql`${id}::uuid`),
          sql`, `,
        )})`;
  const isOf = sql`(user_id = ${userId} or exists (select from submission_member credit
    where credit.submission_id = submission.id and credit.user_id = ${userId}))`;
  const { rows } = await db.execute<Record<string, number>>(sql`
    select
      (select count(*) from run where started_by = ${userId} and not ${goes(sql`cohort_id`)})::int as "runsKept",
      (select count(*) from run where started_by = ${userId} and ${goes(sql`cohort_id`)})::int as "runsDeleted",
      (select count(*) from run where started_by = ${userId}
        and state in ('queued', 'running', 'paused'))::int as "runsActive",
      (select count(*) from design where owner_id = ${userId}
        and is_shared and not ${goes(sql`cohort_id`)})::int as "designsKept",
      (select count(*) from design where owner_id = ${userId}
        and (not is_shared or ${goes(sql`cohort_id`)}))::int as "designsDeleted",
      (select count(*) from dataset where owner_id = ${userId}
        and not ${goes(sql`cohort_id`)} and not ${isUnusedAndPrivate(userId)})::int as "datasetsKept",
      (select count(*) from dataset where owner_id = ${userId}
        and (${goes(sql`cohort_id`)} or ${isUnusedAndPrivate(userId)}))::int as "datasetsDeleted",
      (select count(*) from submission where ${isOf}
        and state <> 'void' and not ${goes(sql`cohort_id`)})::int as "submissionsKept",
      (select count(*) from submission where ${isOf}
        and state <> 'void' and ${goes(sql`cohort_id`)})::int as "submissionsDeleted"`);
  const count = (name: string) => rows[0]?.[name] ?? 0;
  return {
    cohorts,
    runs: { kept: count("runsKept"), deleted: count("runsDeleted"), active: count("runsActive") },
    designs: { kept: count("designsKept"), deleted: count("designsDeleted") },
    datasets: { kept: count("datasetsKept"), deleted: count("datasetsDeleted") },
    submissions: { kept: count("submissionsKept"), deleted: count("submissionsDeleted") },
  };
}
