import { freePointsOf } from "#models/grading/free-points-of.ts";
import type { ReleaseProposalsInput } from "#server/contract/peer.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { findTaughtExercise } from "../exercise/find.ts";
import { gradeSubmission } from "../submission/grade.ts";
import { readRound } from "./read-round.ts";

const MAX_COMMENT = 5_000;

/**
 * Releases what the marks come to as grades of the instructor who does, with what was written. What somebody has graded by their
 * own word, be it as a draft, stays, and so does what nobody has marked. @returns how many were released.
 */
export async function releaseProposals(
  ctx: ServiceContext,
  { exerciseId, submissionId }: ReleaseProposalsInput,
): Promise<{ released: number }> {
  await findTaughtExercise(ctx, exerciseId);
  const { round, works } = await readRound(ctx.db, exerciseId);
  if (round === null) throw new AppError("CONFLICT", "Nobody marks anybody here yet.");
  let released = 0;
  for (const { id, proposal, grade, marks } of works) {
    const isMeant = submissionId === undefined || submissionId === id;
    if (proposal === null || grade !== null || !isMeant) continue;
    const comments = marks.filter(({ isDone, comment }) => isDone && comment !== "");
    // In an order that tells nothing of who wrote which.
    const texts = comments.map(({ comment }) => comment).toSorted();
    await gradeSubmission(ctx, {
      submissionId: id,
      ...proposal,
      points: freePointsOf(proposal),
      pins: [],
      comment: texts.join("\n\n").slice(0, MAX_COMMENT),
      isReleased: true,
    });
    released += 1;
  }
  return { released };
}
