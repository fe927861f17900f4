import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { asksHiddenSplit } from "../competition/asks-hidden-split.ts";
import { isScoreHidden } from "../competition/is-score-hidden.ts";

export type CountingSubmission = {
  id: string;
  exerciseId: string;
  userId: string;
  state: "waiting" | "queued" | "scored" | "failed";
  submittedAtMs: number;
  latePercent: number | null;
  /** Before anything is taken off for coming late. */
  checkPoints: number | null;
  handPoints: number | null;
  /** By hand, where the newest grade was not released. */
  draftPoints: number | null;
  /** A competition hides what was found on the hidden split, and points that tell of it are null. */
  isHidden: boolean;
  /** Who marks is not told whose it is. */
  isConcealed: boolean;
  results: { checkId: string; isPassed: boolean | null }[] | null;
  answerResults: { questionId: string; points: number | null }[] | null;
  /** By hand, of single questions. */
  handAnswers: Record<string, number> | null;
};

type Asked = {
  isWhole: boolean;
  userId: string;
  /** Of one person in one exercise. */
  only?: { exerciseId: string; userId: string };
};

/**
 * Of each learner, whoever of their team handed it in, and exercise of a cohort the submission that counts: the one with the most points, of equals the earlier;
 * without any that is scored, the newest. As `userId` may see it. @param isWhole whether to read how each check went, which is most of it.
 */
export async function selectCounting(
  db: Queryable,
  cohortId: string,
  { isWhole, userId, only }: Asked,
): Promise<CountingSubmission[]> {
  const within = only === undefined ? sql`true` : sql`submission.exercise_id = ${only.exerciseId}`;
  const ofOne = only === undefined ? sql`true` : sql`${within} and owner.id = ${only.userId}`;
  const { rows } = await db.execute<CountingSubmission>(sql`
    with given as (
      select distinct on (grade.submission_id) grade.submission_id, grade.points, grade.is_released
      from grade join submission on submission.id = grade.submission_id
      where submission.cohort_id = ${cohortId} and ${within}
      order by grade.submission_id, grade.created_at desc, grade.id desc
    ), released as (
      select distinct on (grade.submission_id) grade.submission_id, grade.points, grade.answer_points
      from grade join submission on submission.id = grade.submission_id
      where submission.cohort_id = ${cohortId} and grade.is_released and ${within}
      order by grade.submission_id, grade.created_at desc, grade.id desc
    ), asking as materialized (
      select exercise.id from exercise where exercise.cohort_id = ${cohortId} and ${asksHiddenSplit}
    ), anonymous as materialized (
      select exercise.id from exercise
      where exercise.cohort_id = ${cohortId} and exercise.hand_in ->> 'isAnonymous' = 'true'
        and not exists (select from anonymity_lift lift where lift.exercise_id = exercise.id)
    )
    select distinct on (submission.exercise_id, owner.id)
      submission.id::text as "id", submission.exercise_id::text as "exerciseId", owner.id as "userId",
      submission.state::text as "state",
      (extract(epoch from submission.submitted_at) * 1000)::float8 as "submittedAtMs",
      submission.late_percent as "latePercent", told.check_points as "checkPoints", hidden.is_so as "isHidden",
      (anonymous.id is not null and released.submission_id is null) as "isConcealed",
      released.points as "handPoints", case when given.is_released then null else given.points end as "draftPoints",
      ${isWhole ? sql`submission.results` : sql`null`} as "results",
      ${isWhole ? sql`submission.answer_results` : sql`null`} as "answerResults",
      ${isWhole ? sql`released.answer_points` : sql`null`} as "handAnswers"
    from submission
    left join submission_member credit on credit.submission_id = submission.id
    cross join lateral (select coalesce(credit.user_id, submission.user_id) as id) owner
    left join run on run.id = submission.run_id
    cross join lateral (select ${isScoreHidden(userId)} as is_so) hidden
    left join asking on asking.id = submission.exercise_id
    left join anonymous on anonymous.id = submission.exercise_id
    cross join lateral (
      select case when asking.id is null or not hidden.is_so then submission.check_points end as check_points
    ) told
    left join given on given.submission_id = submission.id
    left join released on released.submission_id = submission.id
    where submission.cohort_id = ${cohortId} and submission.state <> 'void' and ${ofOne}
    order by submission.exercise_id, owner.id, (submission.state = 'scored') desc,
      case when submission.state = 'scored' then (told.check_points + coalesce(released.points, 0))
        * (100 - coalesce(submission.late_percent, 0)) / 100 end desc nulls last,
      case when submission.state = 'scored' then submission.submitted_at end,
      submission.submitted_at desc, submission.id`);
  return rows;
}
