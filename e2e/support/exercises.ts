import type { ExerciseContent } from "#models/exercises/exercise.ts";
import type { Cohort } from "./cohort.ts";

type Published = { dueAt?: string; content?: Partial<ExerciseContent> };

/** An exercise from a template, open to the cohort. */
export async function publishExercise(
  { id: cohortId, instructor }: Cohort,
  template: string,
  { dueAt, content: own }: Published = {},
): Promise<string> {
  const from = { kind: "template" as const, id: template };
  const { id: exerciseId } = await instructor.api.exercise.create.mutate({ cohortId, from });
  const { content, revision } = await instructor.api.exercise.get.query({ exerciseId });
  if (content === null) throw new Error("The instructor was shown no content");
  await instructor.api.exercise.save.mutate({
    exerciseId,
    revision,
    isPublished: true,
    content: { ...content, ...own },
    ...(dueAt === undefined ? {} : { dueAt }),
  });
  return exerciseId;
}
