import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { competition, exercise } from "#db/schema/index.ts";
import type { CompetitionView, SaveCompetitionInput } from "#server/contract/competition.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { requireCurrentVersion } from "../dataset/versions.ts";
import { findTaughtExercise } from "../exercise/find.ts";
import { notify } from "../notify.ts";
import { getCompetition } from "./get.ts";
import { requireClasses, sealFor } from "./seal.ts";

const SEED_BYTES = 16;

/**
 * Gives an exercise a board, or changes how it is run: as often as one likes until it is published, and then the leagues alone.
 * @throws AppError CONFLICT where the parts would have to be drawn anew, INVALID_INPUT for a dataset without classes.
 */
export async function saveCompetition(
  ctx: ServiceContext,
  { exerciseId, settings }: SaveCompetitionInput,
): Promise<CompetitionView> {
  const { row, member } = await findTaughtExercise(ctx, exerciseId);
  requireOpen(member);
  const datasetId = await chooseDataset(ctx, { cohortId: row.cohortId, datasetId: row.datasetId });
  const { descriptor } = await requireCurrentVersion(ctx.db, datasetId);
  requireClasses(descriptor);
  await ctx.db.transaction(async (tx) => {
    const [locked] = await tx
      .select({ isPublished: exercise.isPublished, content: exercise.content, handIn: exercise.handIn })
      .from(exercise)
      .where(eq(exercise.id, exerciseId))
      .for("update");
    if (locked?.content.isNetworkAsked === false) {
      throw new AppError("CONFLICT", "A board ranks networks, and this exercise asks for none.");
    }
    if (locked?.handIn.isAnonymous === true) {
      throw new AppError("CONFLICT", "A board shows names, and this exercise is marked without any.");
    }
    const [before] = await tx.select().from(competition).where(eq(competition.exerciseId, exerciseId));
    if (before === undefined) {
      const seed = randomBytes(SEED_BYTES).toString("hex");
      await tx.insert(competition).values({ exerciseId, settings, seed, cohortId: row.cohortId });
      await tx.update(exercise).set({ isCompetition: true }).where(eq(exercise.id, exerciseId));
      if (locked?.isPublished === true) await sealFor(tx, { exerciseId, isPublished: true });
    } else {
      const isDrawn = before.sealedAt !== null;
      if (isDrawn && before.settings.publicShare !== settings.publicShare) {
        throw new AppError(
          "CONFLICT",
          "The parts are drawn once the exercise is published. Unpublish it first, which goes for as long as nothing is handed in.",
        );
      }
      if (before.revealStartedAt !== null) {
        throw new AppError(
          "CONFLICT",
          "The reveal has begun, so nothing of the competition changes any more.",
        );
      }
      await tx.update(competition).set({ settings }).where(eq(competition.exerciseId, exerciseId));
    }
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
  return getCompetition(ctx, exerciseId);
}
