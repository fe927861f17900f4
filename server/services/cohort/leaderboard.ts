import { sql } from "drizzle-orm";
import type { Leaderboard } from "#server/contract/cohort.ts";
import type { ServiceContext } from "../context.ts";
import { requireMember } from "./require-member.ts";

type BestRun = {
  rank: number;
  userId: string;
  userName: string;
  runId: string;
  runName: string;
  testAccuracy: number;
  macroF1: number;
  params: number;
  finishedAt: Date;
};

/**
 * Each present member's best finished run on the dataset in use: by test accuracy, then macro F1, then fewer
 * parameters, then earlier. Instructors rank like learners. Rows that are level in all four keep the order of run ids.
 */
export async function cohortLeaderboard(ctx: ServiceContext, cohortId: string): Promise<Leaderboard> {
  await requireMember(ctx, cohortId);
  const { id: datasetId, title: datasetTitle, isSynthetic } = ctx.dataset.descriptor;
  // In Postgres NaN is greater than every number, so without the range check it would lead the board.
  const { rows } = await ctx.db.execute<BestRun>(sql`
    with best as (
      select distinct on (run.started_by)
        run.started_by, run.id, run.name, run.test_accuracy, run.macro_f1, run.params, run.finished_at
      from run
      join cohort_member member on member.cohort_id = run.cohort_id and member.user_id = run.started_by
      where run.cohort_id = ${cohortId}
        and run.dataset_id = ${datasetId}
        and run.state = 'finished'
        and run.test_accuracy between 0 and 1
        and run.macro_f1 between 0 and 1
      order by run.started_by, run.test_accuracy desc, run.macro_f1 desc, run.params, run.finished_at, run.id
    )
    select
      (row_number() over (
        order by best.test_accuracy desc, best.macro_f1 desc, best.params, best.finished_at, best.id
      ))::int as "rank",
      best.started_by as "userId", "user".name as "userName", best.id as "runId", best.name as "runName",
      best.test_accuracy as "testAccuracy", best.macro_f1 as "macroF1", best.params, best.finished_at as "finishedAt"
    from best join "user" on "user".id = best.started_by
    order by "rank"`);
  return {
    datasetId,
    datasetTitle,
    isSynthetic,
    rows: rows.map(({ userId, userName, finishedAt, ...row }) => ({
      ...row,
      user: { id: userId, name: userName },
      isMe: userId === ctx.actor.id,
      finishedAt: new Date(finishedAt).toISOString(),
    })),
  };
}
