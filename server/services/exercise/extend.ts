import { and, desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { exercise, exerciseExtension } from "#db/schema/index.ts";
import type { ExtendExerciseInput, ExerciseDetails } from "#server/contract/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { tell } from "../notice/tell.ts";
import { notify } from "../notify.ts";
import { findTaughtExercise } from "./find.ts";
import { getExercise } from "./get.ts";

/** Gives one learner more time, or takes it back. What was given before stays on record. */
export async function extendExercise(
  ctx: ServiceContext,
  input: ExtendExerciseInput,
): Promise<ExerciseDetails> {
  const { exerciseId, userId, reason } = input;
  const { row } = await findTaughtExercise(ctx, exerciseId);
  await requireMember({ db: ctx.db, actor: { id: userId } }, row.cohortId, "The cohort has no such member");
  const dueAt = input.dueAt === null ? null : new Date(input.dueAt);
  if (row.dueAt === null) {
    throw new AppError("CONFLICT", "This exercise has no deadline, so there is nothing to extend.");
  }
  if (dueAt !== null && dueAt <= row.dueAt) {
    throw new AppError("INVALID_INPUT", "An extension has to be later than the class's deadline.");
  }
  await ctx.db.transaction(async (tx) => {
    // Two at once take turns, so that the same twice is one.
    await tx.select({ id: exercise.id }).from(exercise).where(eq(exercise.id, exerciseId)).for("update");
    const newest = await newestOf(tx, input);
    const isSame = newest?.dueAt?.getTime() === dueAt?.getTime() && (newest !== undefined || dueAt === null);
    if (isSame && (newest === undefined || newest.reason === reason)) return;
    await tx.insert(exerciseExtension).values({
      exerciseId,
      userId,
      dueAt,
      reason,
      grantedBy: ctx.actor.id,
      createdAt: sql`clock_timestamp()`,
    });
    const { cohortId } = row;
    await tell(tx, [userId], { kind: "extension", cohortId, exerciseId, by: ctx.actor.id });
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
  return getExercise(ctx, exerciseId);
}

async function newestOf(tx: Transaction, { exerciseId, userId }: ExtendExerciseInput) {
  const [newest] = await tx
    .select({ dueAt: exerciseExtension.dueAt, reason: exerciseExtension.reason })
    .from(exerciseExtension)
    .where(and(eq(exerciseExtension.exerciseId, exerciseId), eq(exerciseExtension.userId, userId)))
    .orderBy(desc(exerciseExtension.createdAt), desc(exerciseExtension.id))
    .limit(1);
  return newest;
}
