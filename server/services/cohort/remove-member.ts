import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { deleteMembership } from "./delete-membership.ts";
import { requireInstructor } from "./require-member.ts";
import { setNewJoinCode } from "./rotate-join-code.ts";

type RemoveMemberInput = {
  cohortId: string;
  userId: string;
  /** Who is removed knows the join code: with a new one they cannot come back by themselves. */
  makesNewCode?: boolean;
};

/** @returns the new join code, null where the old one holds. */
export async function removeMember(
  ctx: ServiceContext,
  { cohortId, userId, makesNewCode = false }: RemoveMemberInput,
): Promise<{ joinCode: string | null }> {
  await requireInstructor(ctx, cohortId);
  if (userId === ctx.actor.id) {
    throw new AppError("CONFLICT", "To go yourself, leave the cohort");
  }
  return ctx.db.transaction(async (tx) => {
    await deleteMembership(ctx, tx, { cohortId, userId });
    return { joinCode: makesNewCode ? await setNewJoinCode(tx, cohortId) : null };
  });
}
