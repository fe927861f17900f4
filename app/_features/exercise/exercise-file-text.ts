import type { ExerciseFile } from "#models/exercises/exercise.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";

/** An exercise as text to be kept; null where its content is not known. */
export function exerciseFileText({ title, content, handIn }: ExerciseDetails): string | null {
  if (content === null) return null;
  const file: ExerciseFile = { format: "strata-exercise", version: 1, title, content, handIn };
  return `${JSON.stringify(file, null, 2)}\n`;
}
