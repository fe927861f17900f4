import type { ExerciseContent, ExerciseHandIn } from "#models/exercises/exercise.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { instantOf, localOf } from "#models/exercises/zoned-time.ts";
import type { ExerciseDetails, SaveExerciseInput } from "#server/contract/exercise.ts";

/** What the form holds: times as their fields show them, in the instructor's zone; empty for none. */
export type ExerciseDraft = {
  title: string;
  content: ExerciseContent;
  handIn: ExerciseHandIn;
  datasetId: string | null;
  opens: string;
  due: string;
};

export function draftOf(exercise: ExerciseDetails, timeZone: string): ExerciseDraft {
  const field = (at: string | null) => (at === null ? "" : localOf(Date.parse(at), timeZone));
  return {
    title: exercise.title,
    content: exercise.content ?? EMPTY_EXERCISE.content,
    handIn: exercise.handIn,
    datasetId: exercise.datasetId,
    opens: field(exercise.opensAt),
    due: field(exercise.dueAt),
  };
}

/** What is sent to be saved. A time that was not touched stays to the second. */
export function inputOf(
  draft: ExerciseDraft,
  exercise: ExerciseDetails,
  timeZone: string,
): SaveExerciseInput {
  const before = draftOf(exercise, timeZone);
  const at = (field: string) => {
    const ms = instantOf(field, timeZone);
    return ms === null ? null : new Date(ms).toISOString();
  };
  const { title, content, handIn, datasetId } = draft;
  return {
    exerciseId: exercise.id,
    revision: exercise.revision,
    title,
    content,
    handIn,
    datasetId,
    opensAt: draft.opens === before.opens ? exercise.opensAt : at(draft.opens),
    dueAt: draft.due === before.due ? exercise.dueAt : at(draft.due),
  };
}
