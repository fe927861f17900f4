import { and, eq, ne } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohortMember, ltiPerson, ltiPlatform } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

/** The cohorts whose platforms have made this account: they open it whenever they say so, and with it all that is in it. */
export async function cohortsThatMade(db: Queryable, userId: string): Promise<string[]> {
  const rows = await db
    .select({ cohortId: ltiPlatform.cohortId })
    .from(ltiPerson)
    .innerJoin(ltiPlatform, eq(ltiPlatform.id, ltiPerson.platformId))
    .where(and(eq(ltiPerson.userId, userId), eq(ltiPerson.isMadeHere, true)));
  return rows.map(({ cohortId }) => cohortId);
}

/**
 * Who runs a cohort's platform can open the accounts that it has made. So these lead into that cohort and no other.
 * @throws AppError CONFLICT
 */
export async function requireOwnAccount(db: Queryable, userId: string, cohortId?: string): Promise<void> {
  const makers = await cohortsThatMade(db, userId);
  if (makers.every((maker) => maker === cohortId)) return;
  throw new AppError(
    "CONFLICT",
    "This account was made by a learning platform and is for its class alone. Make an account of your own for others.",
  );
}

/** Whether all that an account opens is in this cohort. */
export async function isOnlyIn(db: Queryable, userId: string, cohortId: string): Promise<boolean> {
  const elsewhere = and(eq(cohortMember.userId, userId), ne(cohortMember.cohortId, cohortId));
  const found = await db.select({ userId: cohortMember.userId }).from(cohortMember).where(elsewhere).limit(1);
  return found.length === 0;
}
