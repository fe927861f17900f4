import type { PeerOverview } from "#server/contract/peer.ts";
import type { ServiceContext } from "../context.ts";
import { findGradedExercise } from "../exercise/find.ts";
import { serverTime } from "../exercise/server-time.ts";
import { readRound } from "./read-round.ts";

/** Who marked what how, with what is missing and what is far from the rest. */
export async function peerOverview(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<PeerOverview> {
  await findGradedExercise(ctx, exerciseId);
  const { round, works } = await readRound(ctx.db, exerciseId);
  const drawn = works.filter(({ marks }) => marks.length > 0);
  return {
    settings:
      round === null ? null : { each: round.each, method: round.method, dueAt: round.dueAt.toISOString() },
    isOver: round !== null && (await serverTime(ctx.db)) > round.dueAt,
    undrawn: works.length - drawn.length,
    works: drawn.map(({ id, name, maxPoints, proposal, grade, marks }) => ({
      submissionId: id,
      name,
      maxPoints,
      proposal: proposal?.points ?? null,
      grade,
      marks: marks.map(({ id: markId, reviewer, points, comment, isDone, isFar }) => ({
        id: markId,
        reviewer,
        points: isDone ? points : null,
        comment,
        isFar,
      })),
    })),
  };
}
