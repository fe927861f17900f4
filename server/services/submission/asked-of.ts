import { eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { exercise } from "#db/schema/index.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import { availabilityOf } from "#models/exercises/availability.ts";
import { AppError } from "#server/platform/errors.ts";
import { MISSING_EXERCISE } from "../exercise/find.ts";
import { serverTime } from "../exercise/server-time.ts";

/** What an exercise asks, and what is right: for the server's own use. What of it is told, presenting decides. */
export type Asked = {
  content: ExerciseContent;
  keys: AnswerKeys;
  /** Whether learners are told what was right. */
  areSolutionsTold: boolean;
};

export async function askedOf(db: Queryable, exerciseId: string): Promise<Asked> {
  const [row] = await db
    .select({
      content: exercise.content,
      keys: exercise.answerKeys,
      isPublished: exercise.isPublished,
      opensAt: exercise.opensAt,
      dueAt: exercise.dueAt,
      handIn: exercise.handIn,
      // Of anybody, also one that was taken back since: told later is better than too early.
      extendedTo: sql<string | null>`(
        select max(extract(epoch from exercise_extension.due_at)) * 1000 from exercise_extension
        where exercise_extension.exercise_id = ${exerciseId})`,
    })
    .from(exercise)
    .where(eq(exercise.id, exerciseId));
  if (row === undefined) throw new AppError("NOT_FOUND", MISSING_EXERCISE);
  const { content, keys } = row;
  if (content.solutions === "never" || content.questions.length === 0) {
    return { content, keys, areSolutionsTold: false };
  }
  const terms = {
    isPublished: row.isPublished,
    opensMs: row.opensAt?.getTime() ?? null,
    dueMs: row.dueAt?.getTime() ?? null,
    late: row.handIn.late,
  };
  const extendedMs = row.extendedTo === null ? null : Number(row.extendedTo);
  const { state } = availabilityOf(terms, (await serverTime(db)).getTime(), extendedMs);
  return { content, keys, areSolutionsTold: state === "closed" };
}
