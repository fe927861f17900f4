import { eq, getTableColumns } from "drizzle-orm";
import { mayGrade } from "#models/cohorts/may-grade.ts";
import type { Queryable } from "#db/client.ts";
import { exercise } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import type { Actor } from "../context.ts";

export const MISSING_EXERCISE = "There is no such exercise";

/** An exercise's row without its content, which is large and seldom wanted, and without what is right about its questions. */
const { content: _content, answerKeys: _answerKeys, ...columns } = getTableColumns(exercise);
export const EXERCISE_COLUMNS = columns;
export type ExerciseRow = Omit<typeof exercise.$inferSelect, "content" | "answerKeys">;

type FoundExercise = { row: ExerciseRow; member: Membership };
type Asker = { db: Queryable; actor: Actor };

/** @throws AppError NOT_FOUND for one of another cohort, and for all but instructors until it is published. */
export async function findExercise(ctx: Asker, exerciseId: string): Promise<FoundExercise> {
  const [row] = await ctx.db.select(EXERCISE_COLUMNS).from(exercise).where(eq(exercise.id, exerciseId));
  if (row === undefined) throw new AppError("NOT_FOUND", MISSING_EXERCISE);
  const member = await requireMember(ctx, row.cohortId, MISSING_EXERCISE);
  if (!row.isPublished && member.role !== "instructor") throw new AppError("NOT_FOUND", MISSING_EXERCISE);
  return { row, member };
}

/** @throws AppError NOT_FOUND as above, FORBIDDEN for a learner. */
export async function findGradedExercise(ctx: Asker, exerciseId: string): Promise<FoundExercise> {
  const found = await findExercise(ctx, exerciseId);
  if (mayGrade(found.member.role)) return found;
  throw new AppError("FORBIDDEN", "Only who grades in the cohort can do this");
}

/** @throws AppError NOT_FOUND as above, FORBIDDEN for an assistant or a learner. */
export async function findTaughtExercise(ctx: Asker, exerciseId: string): Promise<FoundExercise> {
  const found = await findExercise(ctx, exerciseId);
  if (found.member.role === "instructor") return found;
  throw new AppError("FORBIDDEN", "Only an instructor of the cohort can do this");
}
