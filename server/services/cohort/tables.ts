import { sql, type SQL } from "drizzle-orm";
import { asksHiddenSplit, ON_HIDDEN_SPLIT } from "../competition/asks-hidden-split.ts";
import { isScoreHidden } from "../competition/is-score-hidden.ts";
import type { ServiceContext } from "../context.ts";
import { isConcealed, markingName } from "../submission/concealed.ts";
import { requireInstructor } from "./require-member.ts";

type Cell = string | number | boolean | null;
type Rows = Record<string, Cell>[];

/** Rows of a page; a class has thousands of runs at most, and tens of thousands of epochs. */
const PAGE = 2_000;

const time = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Of a submission and a `person`: it is theirs, or their team's. */
const COUNTS_FOR = sql`person.id in (
  select submission.user_id where submission.team_id is null
  union all select credit.user_id from submission_member credit where credit.submission_id = submission.id)`;

/** The tables that an instructor can take along: all of a cohort's members, designs, runs and epochs, and its grades and checks. */
const TABLES = {
  members: (cohortId: string) => sql`
    select person.name, member.role::text, ${time(sql`member.joined_at`)} as joined_at,
      (select count(*) from design where cohort_id = ${cohortId} and owner_id = person.id)::int as designs,
      (select count(*) from run where cohort_id = ${cohortId} and started_by = person.id)::int as runs,
      (select count(*) from run where cohort_id = ${cohortId} and started_by = person.id
        and state = 'finished')::int as finished_runs,
      person.id as person_id
    from cohort_member member join "user" person on person.id = member.user_id
    where member.cohort_id = ${cohortId}
    order by member.role, person.name, person.id`,
  designs: (cohortId: string) => sql`
    select design.name, person.name as owner, design.is_shared, dataset.title as dataset,
      (design.outline ->> 'layerCount')::int as layers, (design.outline ->> 'params')::bigint::float8 as params,
      design.revision, ${time(sql`design.created_at`)} as created_at, ${time(sql`design.updated_at`)} as updated_at,
      design.id::text as design_id, person.id as person_id
    from design join "user" person on person.id = design.owner_id
    left join dataset on dataset.id = design.dataset_id
    where design.cohort_id = ${cohortId}
    order by design.created_at, design.id`,
  runs: (cohortId: string, userId: string) => sql`
    select run.name, person.name as started_by, run.state::text, dataset.title as dataset,
      version.number as dataset_version, case when not ${isScoreHidden(userId)} then run.score end as score,
      case when not ${isScoreHidden(userId)} then run.tie_break end as tie_break, run.best_epoch, run.params,
      run.macs::float8 as macs, run.hyper_parameters ->> 'epochs' as epochs,
      run.hyper_parameters ->> 'batchSize' as batch_size, run.hyper_parameters ->> 'optimizer' as optimizer,
      run.hyper_parameters ->> 'learningRate' as learning_rate, run.hyper_parameters ->> 'seed' as seed,
      run.hyper_parameters::text as all_settings, run.failure ->> 'message' as failure,
      ${time(sql`run.created_at`)} as created_at, ${time(sql`run.started_at`)} as started_at,
      ${time(sql`run.finished_at`)} as finished_at,
      run.id::text as run_id, run.design_id::text as design_id, person.id as person_id
    from run join "user" person on person.id = run.started_by
    join dataset on dataset.id = run.dataset_id
    join dataset_version version on version.id = run.dataset_version_id
    where run.cohort_id = ${cohortId}
    order by run.created_at, run.id`,
  epochs: (cohortId: string) => sql`
    select run.name as run, person.name as started_by,
      (event.body -> 'metrics' ->> 'epoch')::int as epoch, (event.body ->> 'attempt')::int as attempt,
      event.body -> 'metrics' -> 'train' ->> 'loss' as loss,
      event.body -> 'metrics' -> 'validation' ->> 'loss' as val_loss,
      event.body -> 'metrics' -> 'train' ->> 'accuracy' as accuracy,
      event.body -> 'metrics' -> 'validation' ->> 'accuracy' as val_accuracy,
      event.body -> 'metrics' -> 'train' ->> 'rmse' as rmse,
      event.body -> 'metrics' -> 'validation' ->> 'rmse' as val_rmse,
      event.body -> 'metrics' ->> 'learningRate' as learning_rate,
      event.body -> 'metrics' ->> 'seconds' as seconds,
      (event.body ->> 'isBest')::boolean as is_best, run.id::text as run_id
    from run join run_event event on event.run_id = run.id
    join "user" person on person.id = run.started_by
    where run.cohort_id = ${cohortId} and event.body ->> 'kind' = 'epoch'
    order by run.created_at, run.id, event.seq`,
  // Of each learner and each published exercise the best submission, as the page of the exercise has it.
  grades: (cohortId: string, userId: string) => sql`
    select person.name, exercise.title as exercise, ${time(sql`exercise.due_at`)} as due_at,
      (select case when not coalesce(bool_or(${isConcealed}), false) then count(*)::int end
        from submission where submission.exercise_id = exercise.id
        and ${COUNTS_FOR} and submission.state <> 'void') as submissions,
      case when not best.is_hidden then best.total end as points, exercise.points as of_points,
      case when not best.is_hidden then best.check_points end as points_of_checks, best.hand_points as points_by_hand, case when not best.is_concealed then best.late_percent end as late_percent,
      case when not best.is_concealed then ${time(sql`best.submitted_at`)} end as submitted_at,
      case when not best.is_concealed then best.run_id::text end as run_id, exercise.id::text as exercise_id, person.id as person_id
    from exercise
    join (
      select member.user_id from cohort_member member
      where member.cohort_id = ${cohortId} and member.role = 'learner'
      union select submission.user_id from submission where submission.cohort_id = ${cohortId}
      union select credit.user_id from submission_member credit
        join submission on submission.id = credit.submission_id where submission.cohort_id = ${cohortId}
    ) learner on true
    join "user" person on person.id = learner.user_id
    left join lateral (
      select submission.*, released.points as hand_points,
        (${isScoreHidden(userId)} and ${asksHiddenSplit} or ${isConcealed}) as is_hidden,
        ${isConcealed} as is_concealed,
        (submission.check_points + coalesce(released.points, 0)) * (100 - coalesce(submission.late_percent, 0)) / 100
          as total
      from submission left join run on run.id = submission.run_id
      left join lateral (
        select grade.points from grade where grade.submission_id = submission.id and grade.is_released
        order by grade.created_at desc, grade.id desc limit 1
      ) released on true
      where submission.exercise_id = exercise.id and ${COUNTS_FOR} and submission.state = 'scored'
      order by total desc, submission.submitted_at
      limit 1
    ) best on true
    where exercise.cohort_id = ${cohortId} and exercise.is_published
    order by person.name, person.id, exercise.due_at nulls last, exercise.created_at, exercise.id`,
  checks: (cohortId: string, userId: string) => sql`
    select case when concealed.is_so then ${markingName} else person.name end as name,
      exercise.title as exercise, submission.number as submission, submission.state::text,
      checked.result ->> 'checkId' as "check",
      case when not hidden.is_so then (checked.result ->> 'isPassed')::boolean end as is_passed,
      case when not hidden.is_so then checked.result ->> 'found' end as found, ${time(sql`submission.submitted_at`)} as submitted_at,
      case when not concealed.is_so then submission.run_id::text end as run_id, exercise.id::text as exercise_id,
      case when not concealed.is_so then person.id end as person_id
    from submission
    cross join lateral (select ${isConcealed} as is_so) concealed
    join exercise on exercise.id = submission.exercise_id
    join "user" person on person.id = submission.user_id
    join run on run.id = submission.run_id
    cross join lateral jsonb_array_elements(submission.results) with ordinality as checked(result, place)
    cross join lateral (select ${isScoreHidden(userId)} and exists (
      select from jsonb_array_elements(exercise.content -> 'checks') asked
      where asked ->> 'id' = checked.result ->> 'checkId' and asked -> 'test' ->> 'kind' = any(${ON_HIDDEN_SPLIT})
    ) as is_so) hidden
    where submission.cohort_id = ${cohortId}
    order by submission.submitted_at, submission.id, checked.place`,
} as const;

export type CohortTable = keyof typeof TABLES;

export const isCohortTable = (name: string): name is CohortTable => Object.hasOwn(TABLES, name);

/**
 * One table, some rows at a time, as they are at one moment.
 * @throws AppError for all but the cohort's instructors, before the first rows.
 */
export async function* cohortTable(
  ctx: Pick<ServiceContext, "db" | "actor">,
  { cohortId, table }: { cohortId: string; table: CohortTable },
): AsyncGenerator<Rows> {
  await requireInstructor(ctx, cohortId);
  for (let offset = 0; ; offset += PAGE) {
    const page = sql`select * from (${TABLES[table](cohortId, ctx.actor.id)}) as page limit ${PAGE} offset ${offset}`;
    const { rows } = await ctx.db.execute<Record<string, Cell>>(page);
    if (rows.length > 0 || offset === 0) yield rows;
    if (rows.length < PAGE) return;
  }
}
