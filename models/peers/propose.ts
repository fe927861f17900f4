import type { AnswerPoints } from "../grading/answer-points.ts";
import { freePointsOf } from "../grading/free-points-of.ts";
import { pointStatistics } from "../grading/point-statistics.ts";
import type { ChosenLevels, Rubric } from "../grading/rubric.ts";

/** `points` are all that were given, those of the levels and the answers too. */
export type PeerMark = { points: number; levels: ChosenLevels; answerPoints: AnswerPoints };

type Proposing = {
  rubric: Rubric;
  /** At most, where there is no rubric. */
  handPoints: number;
  /** That were answered and that a person judges, each with its points at most. */
  questions: readonly { id: string; points: number }[];
  method: "median" | "mean";
};

/** So far from the others, as a fraction of all points, that a mark wants a look. */
const FAR = 0.25;
/** Of fewer nobody can say which is the odd one. */
const FEWEST = 3;

const rounded = (points: number) => Math.round(points * 100) / 100;

/**
 * What several marks come to: each question and, with a rubric, each criterion by itself, the latter at the level that is nearest.
 * Null without any marks, and where none of them says anything of a criterion or question, since it was changed afterwards.
 */
export function proposeGrade(
  marks: readonly PeerMark[],
  { rubric, handPoints, questions, method }: Proposing,
): PeerMark | null {
  if (marks.length === 0) return null;
  const middleOf = (given: (number | null)[]) => pointStatistics(given)[method];
  const answerPoints: AnswerPoints = {};
  for (const { id, points: most } of questions) {
    const middle = middleOf(marks.map((mark) => mark.answerPoints[id] ?? null));
    if (middle === null) return null;
    answerPoints[id] = Math.min(rounded(middle), most);
  }
  const levels: ChosenLevels = {};
  let points = Object.values(answerPoints).reduce((sum, each) => sum + each, 0);
  if (rubric.length === 0) points += Math.min(rounded(middleOf(marks.map(freePointsOf)) ?? 0), handPoints);
  for (const { id, levels: scale } of rubric) {
    const middle = middleOf(marks.map((mark) => scale[mark.levels[id] ?? -1]?.points ?? null));
    if (middle === null) return null;
    const distances = scale.map((level) => Math.abs(level.points - middle));
    const place = distances.indexOf(Math.min(...distances));
    levels[id] = place;
    points += scale[place]?.points ?? 0;
  }
  return { points: rounded(points), levels, answerPoints };
}

/** Of each mark whether it is far from the median of all. */
export function farMarks(points: readonly number[], maxPoints: number): boolean[] {
  if (points.length < FEWEST) return points.map(() => false);
  const median = pointStatistics(points).median ?? 0;
  return points.map((own) => Math.abs(own - median) > FAR * maxPoints);
}
