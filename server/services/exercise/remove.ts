import { count, eq } from "drizzle-orm";
import { exercise, submission } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findTaughtExercise } from "./find.ts";

/** Designs that were begun for it stay. @throws AppError CONFLICT where something was handed in: grades are not lost by accident. */
export async function removeExercise(ctx: ServiceContext, exerciseId: string): Promise<void> {
  const { row } = await findTaughtExercise(ctx, exerciseId);
  await ctx.db.transaction(async (tx) => {
    // Who hands in meanwhile waits for this, and finds nothing to hand in to.
    await tx.select({ id: exercise.id }).from(exercise).where(eq(exercise.id, exerciseId)).for("update");
    const [handedIn] = await tx
      .select({ count: count() })
      .from(submission)
      .where(eq(submission.exerciseId, exerciseId));
    if (handedIn !== undefined && handedIn.count > 0) {
      throw new AppError(
        "CONFLICT",
        `${handedIn.count} ${handedIn.count === 1 ? "submission was" : "submissions were"} handed in, with grades that would be lost. Unpublish it instead.`,
      );
    }
    await tx.delete(exercise).where(eq(exercise.id, exerciseId));
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
}
