import { rubricMax } from "../grading/judge-rubric.ts";
import type { Check } from "./checks/check.ts";
import type { ExerciseContent } from "./exercise.ts";

type ByHand = Pick<ExerciseContent, "handPoints" | "rubric">;

/** What can be earned by hand. */
export function handPointsOf({ handPoints, rubric }: ByHand): number {
  return rubric.length > 0 ? rubricMax(rubric) : handPoints;
}

/** All that can be earned. */
export function pointsOf(content: ByHand & { checks: readonly Check[] }): number {
  return content.checks.reduce((sum, { points }) => sum + points, handPointsOf(content));
}
