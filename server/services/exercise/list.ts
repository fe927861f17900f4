import { and, asc, eq, sql } from "drizzle-orm";
import { exercise } from "#db/schema/index.ts";
import type { ExerciseList } from "#server/contract/exercise.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { EXERCISE_COLUMNS } from "./find.ts";
import { extensionsOf } from "./extensions.ts";
import { exerciseSummary } from "./present.ts";
import { serverTime } from "./server-time.ts";

/** A cohort's exercises, what is due first; drafts are the instructors'. */
export async function listExercises(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<ExerciseList> {
  const { role } = await requireMember(ctx, cohortId);
  const rows = await ctx.db
    .select(EXERCISE_COLUMNS)
    .from(exercise)
    .where(
      and(
        eq(exercise.cohortId, cohortId),
        role === "instructor" ? undefined : eq(exercise.isPublished, true),
      ),
    )
    .orderBy(sql`${exercise.dueAt} asc nulls last`, asc(exercise.createdAt), asc(exercise.id));
  const now = await serverTime(ctx.db);
  const ids = rows.map(({ id }) => id);
  const extended = await extensionsOf(ctx.db, ctx.actor.id, ids);
  return {
    now: now.toISOString(),
    items: rows.map((row) => exerciseSummary(row, now.getTime(), extended.get(row.id) ?? null)),
  };
}
