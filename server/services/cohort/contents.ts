import { sql } from "drizzle-orm";
import type { CohortContents } from "#server/contract/cohort.ts";
import type { ServiceContext } from "../context.ts";
import { requireInstructor } from "./require-member.ts";

/** What a cohort holds, for an instructor who is about to archive or delete it. */
export async function cohortContents(ctx: ServiceContext, cohortId: string): Promise<CohortContents> {
  await requireInstructor(ctx, cohortId);
  const { rows } = await ctx.db.execute<Omit<CohortContents, "modelBytes"> & { modelBytes: string }>(sql`
    select
      (select count(*) from cohort_member where cohort_id = ${cohortId})::int as members,
      (select count(*) from design where cohort_id = ${cohortId})::int as designs,
      (select count(*) from run where cohort_id = ${cohortId})::int as runs,
      (select count(*) from run where cohort_id = ${cohortId}
        and state in ('queued', 'running', 'paused'))::int as "activeRuns",
      (select count(distinct artifact.run_id) from artifact join run on run.id = artifact.run_id
        where run.cohort_id = ${cohortId})::int as models,
      (select coalesce(sum(artifact.size_bytes), 0) from artifact join run on run.id = artifact.run_id
        where run.cohort_id = ${cohortId}) as "modelBytes",
      (select count(*) from dataset where cohort_id = ${cohortId})::int as datasets,
      (select count(*) from exercise where cohort_id = ${cohortId})::int as exercises,
      (select count(*) from submission where cohort_id = ${cohortId} and state <> 'void')::int as submissions`);
  const [row] = rows;
  if (row === undefined) throw new Error("Counts did not come back");
  return { ...row, modelBytes: Number(row.modelBytes) };
}
