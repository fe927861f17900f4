import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { exercise } from "#db/schema/index.ts";
import { afterLateness } from "#models/grading/after-lateness.ts";
import { handPointsOf, pointsOf } from "#models/exercises/points-of.ts";
import { selectCounting } from "../gradebook/select-counting.ts";

export type ReleasedScore = { points: number; most: number };

/**
 * What a learner has been told that they have in an exercise. null where nothing is graded, where points by hand are still
 * to be given or a draft, and while a competition hides them.
 */
export async function releasedScore(
  db: Queryable,
  { exerciseId, userId }: { exerciseId: string; userId: string },
): Promise<ReleasedScore | null> {
  const [asked] = await db
    .select({ cohortId: exercise.cohortId, content: exercise.content })
    .from(exercise)
    .where(eq(exercise.id, exerciseId));
  if (asked === undefined) return null;
  const [counting] = await selectCounting(db, asked.cohortId, {
    isWhole: false,
    userId,
    only: { exerciseId, userId },
  });
  if (counting?.state !== "scored" || counting.checkPoints === null) return null;
  const { checkPoints, handPoints, latePercent } = counting;
  if (handPointsOf(asked.content) > 0 && handPoints === null) return null;
  const most = pointsOf(asked.content);
  if (most <= 0) return null;
  return { points: afterLateness(checkPoints + (handPoints ?? 0), latePercent), most };
}
