import { eq } from "drizzle-orm";
import { run, user } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

const MISSING = "There is no such run";

export type FoundRun = {
  run: typeof run.$inferSelect;
  startedByName: string;
  role: Membership["role"];
  /** The starter, or an instructor of the cohort. */
  canManage: boolean;
};

/** @throws AppError NOT_FOUND, with `missing` as its message, for a run outside the actor's cohorts. */
export async function findRun(
  ctx: Pick<ServiceContext, "db" | "actor">,
  runId: string,
  missing = MISSING,
): Promise<FoundRun> {
  const [found] = await ctx.db
    .select({ run, startedByName: user.name })
    .from(run)
    .innerJoin(user, eq(user.id, run.startedBy))
    .where(eq(run.id, runId));
  if (found === undefined) throw new AppError("NOT_FOUND", missing);
  const { role } = await requireMember(ctx, found.run.cohortId, missing);
  return { ...found, role, canManage: role === "instructor" || found.run.startedBy === ctx.actor.id };
}
