import { sql } from "drizzle-orm";
import type { Desk, DeskRow } from "#server/contract/desk.ts";
import type { Leaderboard } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { cohortLeaderboard } from "./leaderboard.ts";
import { requireInstructor } from "./require-member.ts";

type Row = Omit<DeskRow, "person" | "best" | "runs"> & {
  id: string;
  name: string;
  image: string | null;
  total: number;
  finished: number;
  active: number;
};

/** What everybody in a cohort has done last and how far they are, for its instructors. */
export async function cohortDesk(ctx: Pick<ServiceContext, "db" | "actor">, cohortId: string): Promise<Desk> {
  await requireInstructor(ctx, cohortId);
  const [{ rows }, board] = await Promise.all([
    ctx.db.execute<Row>(members(cohortId)),
    boardOf(ctx, cohortId),
  ]);
  const best = new Map(board?.rows.map((row) => [row.user.id, row]));
  return {
    board: board === null ? null : { target: board.target, datasetTitle: board.datasetTitle },
    rows: rows.map(({ id, name, image, total, finished, active, ...row }) => {
      const place = best.get(id);
      return {
        ...row,
        person: { id, name, image },
        runs: { total, finished, active },
        best:
          place === undefined
            ? null
            : { runId: place.runId, runName: place.runName, rank: place.rank, score: place.score },
      };
    }),
  };
}

async function boardOf(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<Leaderboard | null> {
  try {
    return await cohortLeaderboard(ctx, { cohortId });
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_READY") return null;
    throw error;
  }
}

/** Times as JSON has them. */
const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

/** For each member one look into the indexes of their own designs and runs. */
const members = (cohortId: string) => sql`
  select person.id, person.name, person.image, member.role,
    to_char(member.joined_at at time zone 'UTC', ${ISO}) as "joinedAt",
    (select count(*) from design where cohort_id = ${cohortId} and owner_id = person.id)::int as designs,
    counts.total, counts.finished, counts.active, counts.setbacks,
    (select jsonb_build_object('id', id, 'name', name, 'at', to_char(updated_at at time zone 'UTC', ${ISO}))
      from design where cohort_id = ${cohortId} and owner_id = person.id
      order by updated_at desc, id desc limit 1) as "lastDesign",
    (select jsonb_build_object('id', id, 'name', name, 'state', state,
        'at', to_char(coalesce(finished_at, started_at, created_at) at time zone 'UTC', ${ISO}))
      from run where cohort_id = ${cohortId} and started_by = person.id
      order by created_at desc, id desc limit 1) as "lastRun"
  from cohort_member member
  join "user" person on person.id = member.user_id
  cross join lateral (
    select count(*)::int as total,
      (count(*) filter (where state = 'finished'))::int as finished,
      (count(*) filter (where state in ('queued', 'running')))::int as active,
      (count(*) filter (where state in ('failed', 'cancelled') and created_at > coalesce((
        select max(created_at) from run done
        where done.cohort_id = ${cohortId} and done.started_by = person.id and done.state = 'finished'
      ), '-infinity')))::int as setbacks
    from run where cohort_id = ${cohortId} and started_by = person.id
  ) counts
  where member.cohort_id = ${cohortId}
  order by member.role, person.name, person.id`;
