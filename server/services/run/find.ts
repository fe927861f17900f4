import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { run, user } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

const missing = () => new AppError("NOT_FOUND", "There is no such run");

export type FoundRun = {
  run: typeof run.$inferSelect;
  startedByName: string;
  role: Membership["role"];
  /** The starter, or an instructor of the cohort. */
  canManage: boolean;
};

/** @throws AppError NOT_FOUND for a run outside the actor's cohorts. */
export async function findRun(
  ctx: Pick<ServiceContext, "db" | "actor">,
  runId: string,
  db: Queryable = ctx.db,
): Promise<FoundRun> {
  const [found] = await db
    .select({ run, startedByName: user.name })
    .from(run)
    .innerJoin(user, eq(user.id, run.startedBy))
    .where(eq(run.id, runId));
  if (found === undefined) throw missing();
  const { role } = await requireMember({ db, actor: ctx.actor }, found.run.cohortId).catch(() =>
    Promise.reject(missing()),
  );
  return { ...found, role, canManage: role === "instructor" || found.run.startedBy === ctx.actor.id };
}
