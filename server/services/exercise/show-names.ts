import { eq } from "drizzle-orm";
import { anonymityLift, exercise } from "#db/schema/index.ts";
import type { ExerciseDetails, ShowNamesInput } from "#server/contract/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findTaughtExercise } from "./find.ts";
import { getExercise } from "./get.ts";

/** From now on whoever marks sees whose work it is. Who did that, when and why stays on record; the first counts. */
export async function showNames(ctx: ServiceContext, input: ShowNamesInput): Promise<ExerciseDetails> {
  const { exerciseId, reason } = input;
  const { row } = await findTaughtExercise(ctx, exerciseId);
  await ctx.db.transaction(async (tx) => {
    // Who saves the exercise meanwhile is waited for.
    const [locked] = await tx
      .select({ handIn: exercise.handIn })
      .from(exercise)
      .where(eq(exercise.id, exerciseId))
      .for("update");
    if (locked?.handIn.isAnonymous !== true) {
      throw new AppError("CONFLICT", "This exercise is marked with names, so none are hidden.");
    }
    const lifted = await tx
      .insert(anonymityLift)
      .values({ exerciseId, reason, liftedBy: ctx.actor.id })
      .onConflictDoNothing()
      .returning({ exerciseId: anonymityLift.exerciseId });
    if (lifted.length > 0) {
      await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
    }
  });
  return getExercise(ctx, exerciseId);
}
