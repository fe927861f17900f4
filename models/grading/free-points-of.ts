import type { AnswerPoints } from "./answer-points.ts";

/** Of points by hand those that belong to no single answer. */
export function freePointsOf({
  points,
  answerPoints,
}: {
  points: number;
  answerPoints: AnswerPoints;
}): number {
  const ofAnswers = Object.values(answerPoints).reduce((sum, each) => sum + each, 0);
  // What is left of 0.3 less 0.1 is 0.2.
  return Math.max(0, Number((points - ofAnswers).toFixed(6)));
}
