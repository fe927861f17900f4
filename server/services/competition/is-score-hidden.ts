import { sql, type SQL } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";

// While a competition lasts, whoever knows the score on the whole hidden split knows the private part's from the public one's.
// So nobody of its cohort is told any on its dataset's version, in whatever cohort the network was trained.

/** Of a row of `run`: whether this person is not told its test scores now. */
export function isScoreHidden(userId: string): SQL<boolean> {
  return sql<boolean>`exists (
    select from competition
    where competition.dataset_version_id = run.dataset_version_id
      and competition.sealed_at is not null and competition.revealed_at is null
      and (competition.cohort_id = run.cohort_id or competition.cohort_id in (
        select cohort_id from cohort_member where user_id = ${userId})))`;
}

/** Whether anybody at all is not told a run's test scores: what a room is sent goes to many at once. */
export async function isScoreHiddenInRooms(db: Queryable, runId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from competition join run on run.dataset_version_id = competition.dataset_version_id
    where run.id = ${runId} and competition.sealed_at is not null and competition.revealed_at is null
    limit 1`);
  return rows.length > 0;
}

export type HidingCompetition = { exerciseId: string; cohortId: string; title: string };

/** The competition for whose sake a person is not told scores on a version in a cohort; null where they are. */
export async function hidingCompetition(
  db: Queryable,
  { userId, cohortId, versionId }: { userId: string; cohortId: string; versionId: string },
): Promise<HidingCompetition | null> {
  const { rows } = await db.execute<HidingCompetition>(sql`
    select exercise.id as "exerciseId", exercise.cohort_id as "cohortId", exercise.title
    from competition join exercise on exercise.id = competition.exercise_id
    where competition.dataset_version_id = ${versionId}
      and competition.sealed_at is not null and competition.revealed_at is null
      and (competition.cohort_id = ${cohortId} or competition.cohort_id in (
        select cohort_id from cohort_member where user_id = ${userId}))
    order by competition.cohort_id = ${cohortId} desc, competition.sealed_at
    limit 1`);
  return rows[0] ?? null;
}
