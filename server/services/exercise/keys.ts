import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { exercise } from "#db/schema/index.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import { keysProblem } from "#models/exercises/questions/keys-problem.ts";
import type { NewExercise } from "#models/exercises/exercise.ts";
import { AppError } from "#server/platform/errors.ts";

/** What is right about an exercise's questions: for scoring, and for who teaches. */
export async function readKeys(db: Queryable, exerciseId: string): Promise<AnswerKeys> {
  const [found] = await db
    .select({ keys: exercise.answerKeys })
    .from(exercise)
    .where(eq(exercise.id, exerciseId));
  return found?.keys ?? {};
}

/** @throws AppError INVALID_INPUT for questions that cannot be judged, and for checks of a network that is not asked for. */
export function requireJudgeable({ content, keys }: Pick<NewExercise, "content" | "keys">): void {
  const problem = keysProblem(content, keys);
  if (problem !== null) throw new AppError("INVALID_INPUT", problem);
  if (!content.isNetworkAsked && content.checks.length > 0) {
    throw new AppError("INVALID_INPUT", "Checks look at a network, and none is asked for here.");
  }
}
