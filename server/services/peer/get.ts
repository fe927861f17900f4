import { freeHandPointsOf } from "#models/exercises/points-of.ts";
import { withoutFiles } from "#models/exercises/questions/without-files.ts";
import { freePointsOf } from "#models/grading/free-points-of.ts";
import { keptLevels } from "#models/grading/kept-levels.ts";
import type { ReviewedWork } from "#server/contract/peer.ts";
import type { SubmittedWork } from "#server/contract/submitted-work.ts";
import type { ServiceContext } from "../context.ts";
import { askedOf } from "../submission/asked-of.ts";
import { findingsOf } from "../submission/findings.ts";
import { presentAnswers } from "../submission/present-answers.ts";
import { workOfRun } from "../submission/work-of-run.ts";
import { findReview } from "./find-review.ts";

/** What one marks, without anything that tells whose it is. @throws AppError NOT_FOUND for what was not drawn for oneself. */
export async function reviewedWork(ctx: ServiceContext, reviewId: string): Promise<ReviewedWork> {
  const { review, round, runId, answers, isOpen } = await findReview(ctx, reviewId);
  const [asked, work] = await Promise.all([
    askedOf(ctx.db, review.exerciseId),
    runId === null ? null : workOfRun(ctx, runId),
  ]);
  const { content } = asked;
  const unnamed = withoutFiles(answers ?? {});
  const levels = review.levels ?? {};
  const answerPoints = review.answerPoints ?? {};
  return {
    id: review.id,
    exerciseId: review.exerciseId,
    dueAt: round.dueAt.toISOString(),
    isOpen,
    isDone: review.doneAt !== null,
    work: work === null ? null : withoutTraces(work),
    // Who marks may still answer themselves, so that they are not told what was right.
    answers: presentAnswers(
      { answers: unnamed, answerResults: null },
      { asked, released: undefined, areKeysTold: false },
    ),
    findings: findingsOf(unnamed, [], ctx.actor.id),
    rubric: content.rubric,
    maxFreePoints: freeHandPointsOf(content),
    points: freePointsOf({ points: review.points, answerPoints }),
    levels: keptLevels({ rubric: review.rubric ?? [], levels }, content.rubric),
    answerPoints,
    comment: review.comment,
  };
}

/** Somebody of the same class knows more: names of blocks are their maker's words, and when a run began stands in the list of runs. */
function withoutTraces(work: SubmittedWork): SubmittedWork {
  const { network, history } = work;
  const layers = network.layers.map((layer, place) => ({ ...layer, id: String(place), meaning: "" }));
  return {
    ...work,
    layerNames: [],
    network: { ...network, layers },
    history: { ...history, startedAt: null, endedAt: null },
  };
}
