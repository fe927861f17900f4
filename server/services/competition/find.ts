import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { competition } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { Membership } from "../cohort/require-member.ts";
import type { Actor } from "../context.ts";
import { findExercise, findGradedExercise, findTaughtExercise, type ExerciseRow } from "../exercise/find.ts";

export const MISSING_COMPETITION = "This exercise has no competition";
export type CompetitionRow = typeof competition.$inferSelect;

type Found = { row: CompetitionRow; exercise: ExerciseRow; member: Membership };
type Asker = { db: Queryable; actor: Actor };

/** @throws AppError NOT_FOUND as `findExercise` does, and for an exercise without a board. */
export async function findCompetition(ctx: Asker, exerciseId: string): Promise<Found> {
  const { row: exercise, member } = await findExercise(ctx, exerciseId);
  const [row] = await ctx.db.select().from(competition).where(eq(competition.exerciseId, exerciseId));
  if (row === undefined) throw new AppError("NOT_FOUND", MISSING_COMPETITION);
  return { row, exercise, member };
}

/** @throws AppError FORBIDDEN for a learner, too. */
export async function findGradedCompetition(ctx: Asker, exerciseId: string): Promise<Found> {
  await findGradedExercise(ctx, exerciseId);
  return findCompetition(ctx, exerciseId);
}

/** @throws AppError FORBIDDEN for an assistant and a learner, too. */
export async function findTaughtCompetition(ctx: Asker, exerciseId: string): Promise<Found> {
  await findTaughtExercise(ctx, exerciseId);
  return findCompetition(ctx, exerciseId);
}
