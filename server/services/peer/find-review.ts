import { and, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { peerReview, peerRound, submission } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { Actor } from "../context.ts";
import { serverTime } from "../exercise/server-time.ts";

const MISSING = "There is no such submission to mark";

/** A review of one's own. @throws AppError NOT_FOUND for anybody else's. */
export async function findReview({ db, actor }: { db: Queryable; actor: Actor }, reviewId: string) {
  const [row] = await db
    .select({ review: peerReview, round: peerRound, runId: submission.runId, answers: submission.answers })
    .from(peerReview)
    .innerJoin(peerRound, eq(peerRound.exerciseId, peerReview.exerciseId))
    .innerJoin(submission, eq(submission.id, peerReview.submissionId))
    .where(and(eq(peerReview.id, reviewId), eq(peerReview.reviewerId, actor.id)));
  if (row === undefined) throw new AppError("NOT_FOUND", MISSING);
  await requireMember({ db, actor }, row.round.cohortId, MISSING);
  return { ...row, isOpen: (await serverTime(db)) <= row.round.dueAt };
}
