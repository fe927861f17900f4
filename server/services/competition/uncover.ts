import { eq, sql } from "drizzle-orm";
import { competition } from "#db/schema/index.ts";
import type { CompetitionView, UncoverInput } from "#server/contract/competition.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { queueScoresOfExercise } from "../lti/queue-all-scores.ts";
import { notify } from "../notify.ts";
import { entriesOf, finalOrder } from "./entries.ts";
import { findTaughtCompetition } from "./find.ts";
import { getCompetition, unscoredIn } from "./get.ts";

/**
 * Uncovers the final order from the last place up, for the whole class; what was uncovered stays so. From the first call on nothing
 * is taken and no choice changes; once all is uncovered, test scores are seen again.
 * @throws AppError CONFLICT before it is published, and while something is still to be scored.
 */
export async function uncover(
  ctx: ServiceContext,
  { exerciseId, uncovered }: UncoverInput,
): Promise<CompetitionView> {
  await findTaughtCompetition(ctx, exerciseId);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(competition)
      .where(eq(competition.exerciseId, exerciseId))
      .for("update");
    if (row === undefined || row.revealedAt !== null) return;
    if (row.sealedAt === null) {
      throw new AppError("CONFLICT", "A draft has nothing to reveal. Publish the exercise first.");
    }
    const unscored = await unscoredIn({ db: tx }, exerciseId);
    if (row.revealStartedAt === null && unscored > 0) {
      throw new AppError(
        "CONFLICT",
        `${unscored} ${unscored === 1 ? "entry is" : "entries are"} not scored yet. Begin the reveal once all are.`,
      );
    }
    const total = finalOrder(await entriesOf(tx, exerciseId)).length;
    const reached = Math.min(Math.max(uncovered, row.uncovered), total);
    const isWhole = reached === total;
    if (row.revealStartedAt !== null && reached === row.uncovered && !isWhole) return;
    await tx
      .update(competition)
      .set({
        uncovered: reached,
        revealStartedAt: row.revealStartedAt ?? sql`clock_timestamp()`,
        ...(isWhole ? { revealedAt: sql`clock_timestamp()` } : {}),
      })
      .where(eq(competition.exerciseId, exerciseId));
    const { cohortId } = row;
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
    if (!isWhole) return;
    await queueScoresOfExercise(tx, exerciseId);
    for (const topic of ["runs", "leaderboard"] as const)
      await notify(tx, { kind: "cohort", cohortId, topic });
  });
  return getCompetition(ctx, exerciseId);
}
