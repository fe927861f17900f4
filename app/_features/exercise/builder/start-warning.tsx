"use client";

import { startingWarning } from "#models/exercises/starting-warning.ts";
import { useExercise } from "../use-exercise.ts";

/** Before a training that starts from other weights: what the exercise of this design makes of it. */
export function StartWarning({ exerciseId }: { exerciseId: string }) {
  const content = useExercise(exerciseId).data?.content ?? null;
  const warning = content === null ? null : startingWarning(content);
  if (warning === null) return null;
  return (
    <p role="note" className="mt-1 text-[0.8125rem] text-warning-text">
      {warning}
    </p>
  );
}
