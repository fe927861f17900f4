import { randomBytes } from "node:crypto";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { exercise, peerReview, peerRound } from "#db/schema/index.ts";
import { handPointsOf } from "#models/exercises/points-of.ts";
import { drawReviews } from "#models/peers/draw-reviews.ts";
import type { DrawReviewsInput } from "#server/contract/peer.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { findTaughtExercise } from "../exercise/find.ts";
import { contentOf } from "../exercise/get.ts";
import { tell } from "../notice/tell.ts";
import { notify } from "../notify.ts";
import { worksOf } from "./works.ts";

/**
 * Has learners mark what others have handed in, or draws again: who came late marks and is marked, who has gone does not, and what
 * is done stays. The same again changes nothing.
 */
export async function drawPeerReviews(ctx: ServiceContext, input: DrawReviewsInput): Promise<void> {
  const { exerciseId, each, method } = input;
  const { row, member } = await findTaughtExercise(ctx, exerciseId);
  requireOpen(member);
  const { cohortId } = row;
  await ctx.db.transaction(async (tx) => {
    // Two at once take turns.
    await tx.select({ id: exercise.id }).from(exercise).where(eq(exercise.id, exerciseId)).for("update");
    if (handPointsOf(await contentOf({ db: tx }, exerciseId)) === 0) {
      throw new AppError("CONFLICT", "Nothing is judged by hand here: give it points by hand, or a rubric.");
    }
    const works = await worksOf(tx, exerciseId);
    if (works.length < 2) {
      throw new AppError(
        "CONFLICT",
        "There have to be two submissions that are scored, of two learners or teams.",
      );
    }
    const values = { each, method, dueAt: new Date(input.dueAt) };
    const [round] = await tx
      .insert(peerRound)
      .values({ exerciseId, cohortId, ...values, seed: randomBytes(16).toString("hex") })
      .onConflictDoUpdate({ target: peerRound.exerciseId, set: values })
      .returning({ seed: peerRound.seed });
    if (round === undefined) throw new Error("A round did not come back");
    const isOfRound = eq(peerReview.exerciseId, exerciseId);
    // Of people who are gone.
    await tx
      .delete(peerReview)
      .where(and(isOfRound, isNull(peerReview.reviewerId), isNull(peerReview.doneAt)));
    const known = await tx
      .select()
      .from(peerReview)
      .where(and(isOfRound, isNotNull(peerReview.reviewerId)));
    const kept = known.flatMap(({ doneAt, submissionId, reviewerId }) =>
      doneAt === null || reviewerId === null ? [] : [{ submissionId, reviewerId }],
    );
    const reviewers = works.flatMap(({ here }) => here);
    const drawn = drawReviews({ submissions: works, reviewers, each, kept, seed: round.seed });
    const keyOf = (review: { submissionId: string; reviewerId: string | null }) =>
      `${review.submissionId} ${review.reviewerId}`;
    const wanted = new Set(drawn.map(keyOf));
    const there = new Set(known.map(keyOf));
    for (const review of known) {
      if (review.doneAt !== null || wanted.has(keyOf(review))) continue;
      await tx.delete(peerReview).where(and(eq(peerReview.id, review.id), isNull(peerReview.doneAt)));
    }
    const added = drawn.filter((review) => !there.has(keyOf(review)));
    if (added.length > 0)
      await tx.insert(peerReview).values(added.map((review) => ({ ...review, exerciseId })));
    const told = added.map(({ reviewerId }) => reviewerId);
    await tell(tx, told, { kind: "review", cohortId, exerciseId, by: ctx.actor.id });
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
  });
}
