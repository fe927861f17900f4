import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, cohortMember } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

/** Instructors who go or step back at the same time take turns on it, so that one of them stays. */
export async function lockCohort(tx: Transaction, cohortId: string): Promise<void> {
  await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.id, cohortId)).for("no key update");
}

/**
 * Before somebody stops being an instructor of a cohort. Call it under `lockCohort`.
 * @throws AppError CONFLICT, with `message`, where no other instructor would be left.
 */
export async function requireInstructorLeft(
  tx: Transaction,
  { cohortId, userId }: { cohortId: string; userId: string },
  message: string,
): Promise<void> {
  const [other] = await tx
    .select({ userId: cohortMember.userId })
    .from(cohortMember)
    .where(
      and(
        eq(cohortMember.cohortId, cohortId),
        eq(cohortMember.role, "instructor"),
        ne(cohortMember.userId, userId),
      ),
    )
    .limit(1);
  if (other === undefined) throw new AppError("CONFLICT", message);
}
