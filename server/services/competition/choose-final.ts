import { and, count, eq, ne } from "drizzle-orm";
import { competition, competitionEntry, submission } from "#db/schema/index.ts";
import { MAX_FINAL_ENTRIES } from "#models/competition/defaults.ts";
import type { ChooseFinalInput, CompetitionView } from "#server/contract/competition.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { teamOf } from "../team/find.ts";
import { getCompetition } from "./get.ts";
import { ownerOf } from "./owner.ts";

const MISSING = "You have no such entry";

/**
 * Has one's own entry, or one's team's, count at the reveal, or not. @throws AppError NOT_FOUND for anybody else's and for what is not on the board yet,
 * QUOTA_EXCEEDED where as many are chosen as may be, CONFLICT once the reveal has begun.
 */
export async function chooseFinal(
  ctx: ServiceContext,
  { submissionId, isFinal }: ChooseFinalInput,
): Promise<CompetitionView> {
  const [entry] = await ctx.db
    .select({
      exerciseId: competitionEntry.exerciseId,
      cohortId: submission.cohortId,
      ownerId: ownerOf(submission.teamId, competitionEntry.userId),
    })
    .from(competitionEntry)
    .innerJoin(submission, eq(submission.id, competitionEntry.submissionId))
    .where(eq(competitionEntry.submissionId, submissionId));
  if (entry === undefined) throw new AppError("NOT_FOUND", MISSING);
  const { exerciseId, cohortId, ownerId } = entry;
  await requireMember(ctx, cohortId, MISSING);
  const own = await teamOf(ctx.db, { exerciseId, userId: ctx.actor.id });
  if (ownerId !== (own?.id ?? ctx.actor.id)) throw new AppError("NOT_FOUND", MISSING);
  await ctx.db.transaction(async (tx) => {
    // Two at once take turns; so does who begins the reveal.
    const [row] = await tx
      .select()
      .from(competition)
      .where(eq(competition.exerciseId, exerciseId))
      .for("update");
    if (row?.revealStartedAt !== null) {
      throw new AppError("CONFLICT", "The reveal has begun, so what counts is settled.");
    }
    if (isFinal) {
      const [others] = await tx
        .select({ count: count() })
        .from(competitionEntry)
        .innerJoin(submission, eq(submission.id, competitionEntry.submissionId))
        .where(
          and(
            eq(competitionEntry.exerciseId, exerciseId),
            eq(ownerOf(submission.teamId, competitionEntry.userId), ownerId),
            eq(competitionEntry.isFinal, true),
            ne(competitionEntry.submissionId, submissionId),
          ),
        );
      if ((others?.count ?? 0) >= MAX_FINAL_ENTRIES) {
        throw new AppError(
          "QUOTA_EXCEEDED",
          `At most ${MAX_FINAL_ENTRIES} entries count at the reveal. Take one of them back first.`,
        );
      }
    }
    await tx.update(competitionEntry).set({ isFinal }).where(eq(competitionEntry.submissionId, submissionId));
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
  });
  return getCompetition(ctx, exerciseId);
}
