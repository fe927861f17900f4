import { and, asc, eq } from "drizzle-orm";
import { peerReview, peerRound } from "#db/schema/index.ts";
import type { OwnReviews } from "#server/contract/peer.ts";
import type { ServiceContext } from "../context.ts";
import { findExercise } from "../exercise/find.ts";
import { serverTime } from "../exercise/server-time.ts";

/** What somebody marks of others, in an order that tells nothing. */
export async function ownReviews(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<OwnReviews> {
  await findExercise(ctx, exerciseId);
  const [round] = await ctx.db.select().from(peerRound).where(eq(peerRound.exerciseId, exerciseId));
  if (round === undefined) return { dueAt: null, isOpen: false, items: [] };
  const rows = await ctx.db
    .select({ id: peerReview.id, doneAt: peerReview.doneAt })
    .from(peerReview)
    .where(and(eq(peerReview.exerciseId, exerciseId), eq(peerReview.reviewerId, ctx.actor.id)))
    .orderBy(asc(peerReview.id));
  return {
    dueAt: round.dueAt.toISOString(),
    isOpen: (await serverTime(ctx.db)) <= round.dueAt,
    items: rows.map(({ id, doneAt }) => ({ id, isDone: doneAt !== null })),
  };
}
