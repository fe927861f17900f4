import { rubricMax } from "../grading/judge-rubric.ts";
import type { Check } from "./checks/check.ts";
import type { ExerciseContent } from "./exercise.ts";
import type { Question } from "./questions/question.ts";

type ByHand = Pick<ExerciseContent, "handPoints" | "rubric"> & { questions: readonly Question[] };

const sum = (parts: readonly { points: number }[]) => parts.reduce((all, { points }) => all + points, 0);

/** Questions that a person judges by points of their own. */
export function questionsByHand(questions: readonly Question[]): Question[] {
  return questions.filter(({ kind, points }) => kind === "text" && points > 0);
}

/** What can be earned by hand beside those of single questions. */
export function freeHandPointsOf({ handPoints, rubric }: Pick<ByHand, "handPoints" | "rubric">): number {
  return rubric.length > 0 ? rubricMax(rubric) : handPoints;
}

/** What can be earned by hand. */
export function handPointsOf(content: ByHand): number {
  return freeHandPointsOf(content) + sum(questionsByHand(content.questions));
}

/** All that can be earned. */
export function pointsOf(content: ByHand & { checks: readonly Check[] }): number {
  return sum(content.checks) + sum(content.questions) + freeHandPointsOf(content);
}
