import type { ExerciseContent, ExerciseHandIn } from "#models/exercises/exercise.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { instantOf, localOf } from "#models/exercises/zoned-time.ts";
import type { ExerciseDetails, SaveExerciseInput } from "#server/contract/exercise.ts";

/** What the form holds: times as their fields show them, in the instructor's zone; empty for none. */
export type ExerciseDraft = {
  title: string;
  content: ExerciseContent;
  keys: AnswerKeys;
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
    keys: exercise.keys ?? {},
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
  const { title, keys, handIn, datasetId } = draft;
  const { isNetworkAsked, checks } = draft.content;
  // Kept in the form for whoever changes their mind before it is saved.
  const content = { ...draft.content, checks: isNetworkAsked ? checks : [] };
  return {
    exerciseId: exercise.id,
    revision: exercise.revision,
    title,
    content,
    keys,
    handIn,
    datasetId,
    opensAt: draft.opens === before.opens ? exercise.opensAt : at(draft.opens),
    dueAt: draft.due === before.due ? exercise.dueAt : at(draft.due),
  };
}
