import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohortMember } from "#db/schema/index.ts";
import type { CohortRole } from "#models/cohorts/role.ts";

export const GRADERS: readonly CohortRole[] = ["instructor", "assistant"];

/** Ids of a cohort's members of these roles. */
export async function peopleOf(
  db: Queryable,
  cohortId: string,
  roles: readonly CohortRole[],
): Promise<string[]> {
  const rows = await db
    .select({ userId: cohortMember.userId })
    .from(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), inArray(cohortMember.role, [...roles])));
  return rows.map(({ userId }) => userId);
}
