import { asc, eq } from "drizzle-orm";
import { invitation, user } from "#db/schema/index.ts";
import type { RosterInvitation } from "#server/contract/roster.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";

/** Who was invited to a cohort by a link of their own, and who has come. */
export async function listInvitations(
  ctx: Pick<ServiceContext, "db" | "actor">,
  cohortId: string,
): Promise<RosterInvitation[]> {
  await requireInstructor(ctx, cohortId);
  const rows = await ctx.db
    .select({
      id: invitation.id,
      name: invitation.name,
      email: invitation.email,
      code: invitation.code,
      usedAt: invitation.usedAt,
      usedBy: user.name,
    })
    .from(invitation)
    .leftJoin(user, eq(user.id, invitation.usedBy))
    .where(eq(invitation.cohortId, cohortId))
    .orderBy(asc(invitation.name), asc(invitation.id));
  return rows.map(({ usedAt, code, ...row }) => ({
    ...row,
    code: usedAt === null ? code : null,
    usedAt: usedAt?.toISOString() ?? null,
  }));
}
