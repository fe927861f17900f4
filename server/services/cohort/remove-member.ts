import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { deleteMembership } from "./delete-membership.ts";
import { requireInstructor } from "./require-member.ts";

export async function removeMember(
  ctx: ServiceContext,
  input: { cohortId: string; userId: string },
): Promise<void> {
  await requireInstructor(ctx, input.cohortId);
  if (input.userId === ctx.actor.id) {
    throw new AppError("CONFLICT", "To go yourself, leave the cohort");
  }
  await ctx.db.transaction((tx) => deleteMembership(ctx, tx, input));
}
