import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohort, cohortMember, invitation, user } from "#db/schema/index.ts";
import type { Invitation } from "#server/contract/welcome.ts";
import { normalizeJoinCode } from "./join-code.ts";

const MOST_NAMES = 5;

/** What a join code, or an invitation that nobody has used, leads to, for anybody who has it: whose class it is, and nothing of who is in it. null for no code. */
export async function invitationOf(db: Queryable, code: string): Promise<Invitation | null> {
  const known = normalizeJoinCode(code);
  const invitedTo = db
    .select({ id: invitation.cohortId })
    .from(invitation)
    .where(and(eq(invitation.code, known), isNull(invitation.usedAt)));
  const [found] = await db
    .select({ id: cohort.id, name: cohort.name })
    .from(cohort)
    .where(and(or(eq(cohort.joinCode, known), inArray(cohort.id, invitedTo)), isNull(cohort.archivedAt)));
  if (found === undefined) return null;
  const instructors = await db
    .select({ name: user.name })
    .from(cohortMember)
    .innerJoin(user, eq(user.id, cohortMember.userId))
    .where(and(eq(cohortMember.cohortId, found.id), eq(cohortMember.role, "instructor")))
    .orderBy(asc(cohortMember.joinedAt), asc(user.id))
    .limit(MOST_NAMES);
  return { cohortName: found.name, instructors: instructors.map(({ name }) => name) };
}
