import { and, count, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { submission } from "#db/schema/index.ts";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import { namesShown } from "./names-shown.ts";

type Change = { before: ExerciseHandIn; after: ExerciseHandIn; isCompetition: boolean };

/**
 * Names are not shown by a change of the form, which leaves no record, nor hidden from who has been shown them.
 * @throws AppError CONFLICT, or INVALID_INPUT where a board names everybody.
 */
export async function keepAnonymity(
  tx: Transaction,
  exerciseId: string,
  { before, after, isCompetition }: Change,
): Promise<void> {
  const [was, is] = [before.isAnonymous === true, after.isAnonymous === true];
  if (is && isCompetition) {
    throw new AppError(
      "INVALID_INPUT",
      "A board shows names and runs, so this exercise is marked with names.",
    );
  }
  if (was === is) return;
  const shown = await namesShown(tx, exerciseId);
  if (is && shown !== null) {
    throw new AppError(
      "CONFLICT",
      "Names of this exercise were shown already, so they cannot be hidden any more.",
    );
  }
  if (is || shown !== null) return;
  const [handedIn] = await tx
    .select({ count: count() })
    .from(submission)
    .where(and(eq(submission.exerciseId, exerciseId), ne(submission.state, "void")));
  if ((handedIn?.count ?? 0) > 0) {
    throw new AppError(
      "CONFLICT",
      "Something was handed in already. Show the names on the exercise's page, where you say why.",
    );
  }
}
