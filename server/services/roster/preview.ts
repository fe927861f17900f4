import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohortMember, invitation, user } from "#db/schema/index.ts";
import type { RosterInput, RosterPreview } from "#server/contract/roster.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { readRoster } from "./read.ts";

type Asker = { db: Queryable; actor: ServiceContext["actor"] };

/** What would come of a roster, line by line, and changes nothing. */
export async function previewRoster(ctx: Asker, { cohortId, text }: RosterInput): Promise<RosterPreview> {
  await requireInstructor(ctx, cohortId);
  const { people, problems } = readRoster(text);
  const emails = people.map(({ email }) => email);
  if (emails.length === 0) return { people: [], problems };
  // One after the other: it may be within a transaction.
  const invited = await ctx.db
    .select({ email: invitation.email })
    .from(invitation)
    .where(and(eq(invitation.cohortId, cohortId), inArray(invitation.email, emails)));
  const members = await ctx.db
    .select({ email: user.email })
    .from(cohortMember)
    .innerJoin(user, eq(user.id, cohortMember.userId))
    .where(and(eq(cohortMember.cohortId, cohortId), inArray(user.email, emails)));
  const [isInvited, isMember] = [invited, members].map((rows) => new Set(rows.map(({ email }) => email)));
  return {
    problems,
    people: people.map((person) => ({
      ...person,
      standing:
        isMember?.has(person.email) === true
          ? "member"
          : isInvited?.has(person.email) === true
            ? "invited"
            : "new",
    })),
  };
}
