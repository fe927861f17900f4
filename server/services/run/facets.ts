import { sql } from "drizzle-orm";
import type { RunFacets } from "#server/contract/run-list.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

/** Of what there may be thousands, the newest are offered; the others are found from where they are. */
const MOST_DESIGNS = 100;

/** What a cohort's runs can be narrowed to: by what is theirs, and by the asking person's own marks. */
export async function runFacets(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<RunFacets> {
  const { role } = await requireMember(ctx, cohortId);
  const me = ctx.actor.id;
  const { rows } = await ctx.db.execute<RunFacets>(sql`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'title', title) order by title, id) from dataset
        where id in (select dataset_id from run where cohort_id = ${cohortId})), '[]') as datasets,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name, id) from "user"
        where id in (select started_by from run where cohort_id = ${cohortId})), '[]') as people,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by lower(name), id) from (
        select id, name from design
        where cohort_id = ${cohortId}
          and (owner_id = ${me} or is_shared or ${role === "instructor"})
          and exists (select from run where run.design_id = design.id)
        order by updated_at desc limit ${MOST_DESIGNS}) seen), '[]') as designs,
      array(select distinct tag from run_mark mark join run on run.id = mark.run_id, unnest(mark.tags) tag
        where mark.user_id = ${me} and run.cohort_id = ${cohortId} order by tag) as tags,
      (select count(*) from run_mark mark join run on run.id = mark.run_id
        where mark.user_id = ${me} and mark.is_hidden and run.cohort_id = ${cohortId})::int as "hiddenCount"`);
  return rows[0] ?? { datasets: [], people: [], designs: [], tags: [], hiddenCount: 0 };
}
