import type { ServiceContext } from "../context.ts";
import { deleteMembership } from "./delete-membership.ts";
import { requireMember } from "./require-member.ts";

export async function leaveCohort(ctx: ServiceContext, cohortId: string): Promise<void> {
  await requireMember(ctx, cohortId);
  await ctx.db.transaction((tx) => deleteMembership(ctx, tx, { cohortId, userId: ctx.actor.id }));
}
