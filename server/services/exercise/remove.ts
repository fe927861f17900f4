import { eq } from "drizzle-orm";
import { exercise } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findTaughtExercise } from "./find.ts";

/** Designs that were begun for it stay. */
export async function removeExercise(ctx: ServiceContext, exerciseId: string): Promise<void> {
  const { row } = await findTaughtExercise(ctx, exerciseId);
  await ctx.db.transaction(async (tx) => {
    await tx.delete(exercise).where(eq(exercise.id, exerciseId));
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
}
