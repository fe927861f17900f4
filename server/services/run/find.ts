import { eq, getTableColumns } from "drizzle-orm";
import { dataset, datasetVersion, run, user } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import { isScoreHidden } from "../competition/is-score-hidden.ts";
import type { ServiceContext } from "../context.ts";

export const MISSING_RUN = "There is no such run";

/** A run's row without its network, which is large and seldom wanted. */
const { graph: _graph, ...columns } = getTableColumns(run);
export const RUN_COLUMNS = columns;
export type RunRow = Omit<typeof run.$inferSelect, "graph">;

export type FoundRun = {
  run: RunRow;
  startedByName: string;
  datasetTitle: string;
  isSynthetic: boolean;
  /** As the dataset's version stores it, see `targetIn`. */
  descriptor: unknown;
  /** Its row has test scores all the same: whoever answers with them leaves them out. */
  isScoreHidden: boolean;
  role: Membership["role"];
  /** The starter, or an instructor of the cohort. */
  canManage: boolean;
};

/** @throws AppError NOT_FOUND, with `missing` as its message, for a run outside the actor's cohorts. */
export async function findRun(
  ctx: Pick<ServiceContext, "db" | "actor">,
  runId: string,
  missing = MISSING_RUN,
): Promise<FoundRun> {
  const [found] = await ctx.db
    .select({
      run: RUN_COLUMNS,
      startedByName: user.name,
      datasetTitle: dataset.title,
      isSynthetic: dataset.isSynthetic,
      descriptor: datasetVersion.descriptor,
      isScoreHidden: isScoreHidden(ctx.actor.id),
    })
    .from(run)
    .innerJoin(user, eq(user.id, run.startedBy))
    .innerJoin(dataset, eq(dataset.id, run.datasetId))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(eq(run.id, runId));
  if (found === undefined) throw new AppError("NOT_FOUND", missing);
  const { role } = await requireMember(ctx, found.run.cohortId, missing);
  return { ...found, role, canManage: role === "instructor" || found.run.startedBy === ctx.actor.id };
}

/**
 * Who may do what with a run, and no JSON of it: what cannot be read can still be cancelled, renamed and deleted.
 * @throws AppError NOT_FOUND as above.
 */
export async function findManaged(
  ctx: Pick<ServiceContext, "db" | "actor">,
  runId: string,
): Promise<{ cohortId: string; canManage: boolean }> {
  const [found] = await ctx.db
    .select({ cohortId: run.cohortId, startedBy: run.startedBy })
    .from(run)
    .where(eq(run.id, runId));
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING_RUN);
  const { role } = await requireMember(ctx, found.cohortId, MISSING_RUN);
  return { cohortId: found.cohortId, canManage: role === "instructor" || found.startedBy === ctx.actor.id };
}
