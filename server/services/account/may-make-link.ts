import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "#db/client.ts";
import { DEMO_EMAILS } from "#db/demo-accounts.ts";
import { cohortMember, user } from "#db/schema/index.ts";

/** One sentence for all reasons: it must not tell what classes somebody is in elsewhere. */
export const NO_LINK =
  "A link can be made for learners who are in no class but yours, and who teach none. Whoever is in others too asks somebody who teaches all of them, or the site's operator.";

type Question = { makerId: string; userId: string; cohortId?: string };

/**
 * Whether an instructor may set somebody's way to a new password, and with it get at the account: only where all that
 * the account opens is the instructor's already. Anybody can make a cohort and have people join it, so the learner may be
 * in no cohort that the instructor does not teach, and teach none, whoever else teaches it.
 */
export async function mayMakeLink(db: Queryable, { makerId, userId, cohortId }: Question): Promise<boolean> {
  if (makerId === userId) return false;
  const [person] = await db
    .select({ email: user.email, disabledAt: user.disabledAt })
    .from(user)
    .where(eq(user.id, userId));
  if (person === undefined || person.disabledAt !== null || DEMO_EMAILS.includes(person.email)) return false;
  const maker = alias(cohortMember, "maker");
  const memberships = await db
    .select({ cohortId: cohortMember.cohortId, role: cohortMember.role, makerRole: maker.role })
    .from(cohortMember)
    .leftJoin(maker, and(eq(maker.cohortId, cohortMember.cohortId), eq(maker.userId, makerId)))
    .where(eq(cohortMember.userId, userId));
  if (cohortId !== undefined && !memberships.some((each) => each.cohortId === cohortId)) return false;
  return (
    memberships.length > 0 &&
    memberships.every(({ role, makerRole }) => role === "learner" && makerRole === "instructor")
  );
}
