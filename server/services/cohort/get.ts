import { asc, eq, sql } from "drizzle-orm";
import { cohort, cohortMember, ltiPerson, user } from "#db/schema/index.ts";
import { mayGrade } from "#models/cohorts/may-grade.ts";
import { NO_DOMAIN } from "#server/contract/account-address.ts";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { formatJoinCode } from "./join-code.ts";
import { requireMember } from "./require-member.ts";

// Nothing of the address itself.
const HAS_ADDRESS = sql<boolean>`${user.email} not like ${`%${NO_DOMAIN}`}`;
const ENTRY = sql<"own" | "platform" | "none">`case
  when exists (select from ${ltiPerson} where ${ltiPerson.userId} = ${user.id} and ${ltiPerson.isMadeHere}) then 'platform'
  when ${HAS_ADDRESS} then 'own' else 'none' end`;

export async function getCohort(ctx: ServiceContext, cohortId: string): Promise<CohortDetails> {
  const { role } = await requireMember(ctx, cohortId);
  const [found] = await ctx.db.select().from(cohort).where(eq(cohort.id, cohortId));
  if (found === undefined) throw new AppError("NOT_FOUND", "There is no such cohort");
  const members = await ctx.db
    .select({
      id: user.id,
      name: user.name,
      image: user.image,
      role: cohortMember.role,
      joinedAt: cohortMember.joinedAt,
      entry: mayGrade(role) ? ENTRY : sql<null>`null`,
      hasAddress: mayGrade(role) ? HAS_ADDRESS : sql<null>`null`,
    })
    .from(cohortMember)
    .innerJoin(user, eq(user.id, cohortMember.userId))
    .where(eq(cohortMember.cohortId, cohortId))
    .orderBy(asc(cohortMember.role), asc(user.name), asc(user.id));
  return {
    id: found.id,
    name: found.name,
    role,
    memberCount: members.length,
    createdAt: found.createdAt.toISOString(),
    archivedAt: found.archivedAt?.toISOString() ?? null,
    settings: {
      maxEpochs: found.maxEpochs,
      maxActiveRuns: found.maxActiveRuns,
      learnersMayAddDatasets: found.learnersMayAddDatasets,
    },
    joinCode: role === "instructor" ? formatJoinCode(found.joinCode) : null,
    members: members.map((member) => ({ ...member, joinedAt: member.joinedAt.toISOString() })),
  };
}
