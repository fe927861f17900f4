import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { anonymityLift, user } from "#db/schema/index.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";

/** Who showed the names of an exercise that is marked without, when and why; null where nobody has. */
export async function namesShown(db: Queryable, exerciseId: string): Promise<ExerciseDetails["namesShown"]> {
  const [row] = await db
    .select({ by: user.name, reason: anonymityLift.reason, at: anonymityLift.createdAt })
    .from(anonymityLift)
    .leftJoin(user, eq(user.id, anonymityLift.liftedBy))
    .where(eq(anonymityLift.exerciseId, exerciseId));
  return row === undefined ? null : { ...row, at: row.at.toISOString() };
}
