import { countOf } from "#models/exercises/count-of.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { freeHandPointsOf, questionsByHand } from "#models/exercises/points-of.ts";
import { judgeRubric } from "#models/grading/judge-rubric.ts";
import type { GradeInput } from "#server/contract/submission.ts";
import { AppError } from "#server/platform/errors.ts";

type ByHand = {
  given: Pick<GradeInput, "points" | "levels" | "answerPoints">;
  answers: Answers;
  /** Before which it has to be judged whole; null for a draft. */
  before: "released" | "marked" | null;
};

/** What is given by hand comes to. @throws AppError INVALID_INPUT for more than there is, and for what is not judged whole in time. */
export function pointsByHand(content: ExerciseContent, byHand: ByHand): number {
  return pointsGiven(content, byHand) + pointsOfAnswers(content.questions, byHand);
}

function pointsGiven(
  content: Pick<ExerciseContent, "handPoints" | "rubric">,
  { given: { points, levels }, before }: ByHand,
): number {
  if (content.rubric.length === 0) {
    const most = freeHandPointsOf(content);
    if (points <= most) return points;
    throw new AppError(
      "INVALID_INPUT",
      `At most ${countOf(most, "point")} can be given by hand here, got ${points}.`,
    );
  }
  const judged = judgeRubric(content.rubric, levels);
  const [first] = judged.open;
  if (before !== null && first !== undefined) {
    throw new AppError("INVALID_INPUT", `Choose a level of “${first.title}” before it is ${before}.`);
  }
  return judged.points;
}

function pointsOfAnswers(
  questions: ExerciseContent["questions"],
  { given: { answerPoints }, answers, before }: ByHand,
): number {
  const judged = questionsByHand(questions);
  const other = Object.keys(answerPoints).find((id) => !judged.some((question) => question.id === id));
  if (other !== undefined) {
    throw new AppError("INVALID_INPUT", `There is no question ${other} that is judged by hand here.`);
  }
  return judged.reduce((sum, { id, prompt, points: most }) => {
    const points = answerPoints[id];
    if (points === undefined && before !== null && answers[id] !== undefined) {
      throw new AppError("INVALID_INPUT", `Give points for “${prompt}” before it is ${before}.`);
    }
    if (points !== undefined && points > most) {
      throw new AppError(
        "INVALID_INPUT",
        `At most ${countOf(most, "point")} can be given for “${prompt}”, got ${points}.`,
      );
    }
    return sum + (points ?? 0);
  }, 0);
}
