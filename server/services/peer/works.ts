import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { isConcealed, markingName } from "../submission/concealed.ts";

/** What is marked of each learner or team, and who they are. */
type DrawnWork = {
  id: string;
  /** Its number, where it is marked without names. */
  name: string;
  owners: string[];
  /** Those who are still learners of the cohort. */
  here: string[];
  /** Ids of the questions that were answered. */
  answered: string[];
};

/** Of each learner, or team, what was drawn before, or else the newest that is scored. */
export async function worksOf(db: Queryable, exerciseId: string): Promise<DrawnWork[]> {
  const { rows } = await db.execute<DrawnWork>(sql`
    with work as (
      select distinct on (coalesce(submission.team_id::text, submission.user_id)) submission.*,
        ${isConcealed} as is_concealed, ${markingName} as marking_name
      from submission
      where submission.exercise_id = ${exerciseId} and submission.state = 'scored'
      order by coalesce(submission.team_id::text, submission.user_id),
        exists (select from peer_review where peer_review.submission_id = submission.id) desc,
        submission.submitted_at desc, submission.id
    )
    select work.id::text as id, 
      case when work.is_concealed then work.marking_name else coalesce(team.name, "user".name) end as name, owner.ids as owners,
      array(select member.user_id from cohort_member member
        where member.cohort_id = work.cohort_id and member.role = 'learner' and member.user_id = any(owner.ids)) as here,
      array(select jsonb_object_keys(case when jsonb_typeof(work.answers) = 'object' then work.answers else '{}'::jsonb end)) as answered
    from work
    join "user" on "user".id = work.user_id
    left join team on team.id = work.team_id
    cross join lateral (
      select case when count(*) = 0 then array[work.user_id] else array_agg(credit.user_id) end as ids
      from submission_member credit where credit.submission_id = work.id
    ) owner
    order by name, work.id`);
  return rows;
}
