import { sql, type SQL } from "drizzle-orm";
import type { Leaderboard } from "#server/contract/cohort.ts";
import type { GetDatasetInput } from "#server/contract/dataset.ts";
import { hidingCompetition } from "../competition/is-score-hidden.ts";
import { hasRank } from "../run/has-rank.ts";
import type { ServiceContext } from "../context.ts";
import { targetIn } from "../run/target.ts";
import { resolveVersion } from "../dataset/resolve-version.ts";

type BestRun = {
  rank: number;
  userId: string;
  userName: string;
  runId: string;
  runName: string;
  score: number;
  tieBreak: number;
  params: number;
  isFromWeights: boolean;
  finishedAt: Date;
};

/**
 * Each present member's best finished run on one version of a dataset: by its score, then its tie break, then fewer
 * parameters, then earlier. Instructors rank like learners. `TaskDefinition.rankOf` says what they are. Rows that are level in all four keep the order of run ids.
 */
export async function cohortLeaderboard(
  ctx: Pick<ServiceContext, "db" | "actor">,
  input: GetDatasetInput,
): Promise<Leaderboard> {
  const { dataset, version } = await resolveVersion(ctx, input);
  const hiddenFor = await hidingCompetition(ctx.db, {
    userId: ctx.actor.id,
    cohortId: input.cohortId,
    versionId: version.id,
  });
  // Even the order alone would tell something of what is hidden.
  const rows = hiddenFor === null ? await rankedRuns(ctx, input.cohortId, version.id) : [];
  return {
    datasetId: dataset.id,
    datasetTitle: dataset.title,
    versionId: version.id,
    versionNumber: version.number,
    isSynthetic: dataset.isSynthetic,
    target: targetIn(version.descriptor),
    hiddenFor,
    rows: rows.map(({ userId, userName, finishedAt, ...row }) => ({
      ...row,
      user: { id: userId, name: userName },
      isMe: userId === ctx.actor.id,
      finishedAt: new Date(finishedAt).toISOString(),
    })),
  };
}

async function rankedRuns(
  ctx: Pick<ServiceContext, "db">,
  cohortId: string,
  versionId: string,
): Promise<BestRun[]> {
  const { rows } = await ctx.db.transaction(async (tx) => {
    await tx.execute(OFF_THE_INDEX);
    return tx.execute<BestRun>(bestRuns(cohortId, versionId));
  });
  return rows;
}

/**
 * Where the planner knows nothing of the runs, or what it knows is old, it takes sorting a member's runs for as cheap as
 * the index that has them in order.
 */
export const OFF_THE_INDEX = sql`select set_config('enable_sort', 'off', true)`;

/**
 * One look into the index `run_best` for each member, however many runs there are: its order and its condition are
 * these. In Postgres NaN is greater than every number, so without the range check it would lead the board.
 */
export function bestRuns(cohortId: string, versionId: string): SQL {
  return sql`
    select
      (row_number() over (
        order by best.score desc, best.tie_break desc, best.params, best.finished_at, best.id
      ))::int as "rank",
      member.user_id as "userId", "user".name as "userName", best.id as "runId", best.name as "runName",
      best.score, best.tie_break as "tieBreak", best.params, best.started_from is not null as "isFromWeights", best.finished_at as "finishedAt"
    from cohort_member member
    join "user" on "user".id = member.user_id
    cross join lateral (
      select run.id, run.name, run.score, run.tie_break, run.params, run.started_from, run.finished_at
      from run
      where run.cohort_id = ${cohortId}
        and run.dataset_version_id = ${versionId}
        and run.started_by = member.user_id
        and run.state = 'finished'
        and ${hasRank}
      order by run.score desc, run.tie_break desc, run.params, run.finished_at, run.id
      limit 1
    ) best
    where member.cohort_id = ${cohortId}
    order by "rank"`;
}
