import type { ExerciseFile } from "#models/exercises/exercise.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";

/** An exercise as text to be kept; null where its content, or what is right about it, is not known. */
export function exerciseFileText({ title, content, keys, handIn }: ExerciseDetails): string | null {
  if (content === null || keys === null) return null;
  const file: ExerciseFile = { format: "strata-exercise", version: 1, title, content, keys, handIn };
  return `${JSON.stringify(file, null, 2)}\n`;
}
