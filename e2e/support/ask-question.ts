import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { ExerciseFile } from "#models/exercises/exercise.ts";
import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import type { Cohort } from "./cohort.ts";

/** An exercise of one question alone, open to the cohort. @returns its page. */
export async function askQuestion(
  { id: cohortId, instructor }: Cohort,
  question: Question,
  key: AnswerKey,
): Promise<string> {
  const { api } = instructor;
  const file: ExerciseFile = {
    ...EMPTY_EXERCISE,
    format: "strata-exercise",
    version: 1,
    title: question.prompt,
    content: { ...EMPTY_EXERCISE.content, isNetworkAsked: false, questions: [question] },
    keys: { [question.id]: key },
  };
  const { id: exerciseId, revision } = await api.exercise.create.mutate({
    cohortId,
    from: { kind: "file", file },
  });
  await api.exercise.save.mutate({ exerciseId, revision, isPublished: true });
  return `/cohorts/${cohortId}/exercises/${exerciseId}`;
}
