import { eq, sql } from "drizzle-orm";
import { peerReview } from "#db/schema/index.ts";
import type { MarkWorkInput } from "#server/contract/peer.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { contentOf } from "../exercise/get.ts";
import { notify } from "../notify.ts";
import { pointsByHand } from "../submission/points-by-hand.ts";
import { findReview } from "./find-review.ts";

/** Marks what was drawn for one, or otherwise than before, until the deadline. */
export async function markWork(ctx: ServiceContext, input: MarkWorkInput): Promise<void> {
  const { reviewId, levels, answerPoints, comment } = input;
  await ctx.db.transaction(async (tx) => {
    // Who draws again meanwhile takes it away before, or finds it done.
    await tx.select({ id: peerReview.id }).from(peerReview).where(eq(peerReview.id, reviewId)).for("update");
    const { review, round, answers, isOpen } = await findReview({ db: tx, actor: ctx.actor }, reviewId);
    if (!isOpen) throw new AppError("CONFLICT", "The time for marking is over.");
    const content = await contentOf({ db: tx }, review.exerciseId);
    const points = pointsByHand(content, { given: input, answers: answers ?? {}, before: "marked" });
    await tx
      .update(peerReview)
      .set({
        points,
        levels,
        rubric: content.rubric,
        answerPoints,
        comment,
        doneAt: sql`clock_timestamp()`,
      })
      .where(eq(peerReview.id, reviewId));
    await notify(tx, { kind: "cohort", cohortId: round.cohortId, topic: "exercises" });
  });
}
