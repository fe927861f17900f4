import { eq } from "drizzle-orm";
import { competition, exercise } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { findTaughtExercise } from "../exercise/find.ts";
import { notify } from "../notify.ts";
import { requireNoEntries } from "./seal.ts";

/** Makes an exercise one without a board again. @throws AppError CONFLICT where something was entered. */
export async function removeCompetition(ctx: ServiceContext, exerciseId: string): Promise<void> {
  const { row } = await findTaughtExercise(ctx, exerciseId);
  await ctx.db.transaction(async (tx) => {
    await tx.select({ id: exercise.id }).from(exercise).where(eq(exercise.id, exerciseId)).for("update");
    const removed = await tx
      .delete(competition)
      .where(eq(competition.exerciseId, exerciseId))
      .returning({ sealedAt: competition.sealedAt });
    if (removed.length === 0) return;
    await requireNoEntries(tx, exerciseId, "has entries, so it cannot be taken away from its exercise");
    await tx.update(exercise).set({ isCompetition: false }).where(eq(exercise.id, exerciseId));
    for (const topic of ["exercises", "runs", "leaderboard"] as const) {
      await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic });
    }
  });
}
