import { and, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohort, cohortMember } from "#db/schema/index.ts";
import { mayGrade } from "#models/cohorts/may-grade.ts";
import type { CohortRole } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";

type Asker = { db: Queryable; actor: { id: string } };

export type Membership = {
  cohortId: string;
  cohortName: string;
  archivedAt: Date | null;
  role: CohortRole;
};

/**
 * @throws AppError NOT_FOUND for a stranger: a cohort that one is not in does not exist for one, and neither does what is
 * in it; `missing` then says what is not there.
 */
export async function requireMember(
  { db, actor }: Asker,
  cohortId: string,
  missing = "There is no such cohort",
): Promise<Membership> {
  const [member] = await db
    .select({
      cohortId: cohort.id,
      cohortName: cohort.name,
      archivedAt: cohort.archivedAt,
      role: cohortMember.role,
    })
    .from(cohortMember)
    .innerJoin(cohort, eq(cohort.id, cohortMember.cohortId))
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, actor.id)));
  if (member === undefined) throw new AppError("NOT_FOUND", missing);
  return member;
}

/** @throws AppError NOT_FOUND for a stranger, FORBIDDEN for a learner. */
export async function requireGrader(asker: Asker, cohortId: string): Promise<Membership> {
  const member = await requireMember(asker, cohortId);
  if (mayGrade(member.role)) return member;
  throw new AppError("FORBIDDEN", "Only who grades in the cohort can do this");
}

/** @throws AppError NOT_FOUND for a stranger, FORBIDDEN for an assistant or a learner. */
export async function requireInstructor(
  asker: Asker,
  cohortId: string,
  missing?: string,
): Promise<Membership> {
  const member = await requireMember(asker, cohortId, missing);
  if (member.role !== "instructor") {
    throw new AppError("FORBIDDEN", "Only an instructor of the cohort can do this");
  }
  return member;
}
