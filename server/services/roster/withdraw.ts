import { and, eq } from "drizzle-orm";
import { invitation } from "#db/schema/index.ts";
import type { WithdrawInvitationInput } from "#server/contract/roster.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

/** From then on its link leads nowhere. Who has come by it stays. */
export async function withdrawInvitation(
  ctx: ServiceContext,
  { cohortId, invitationId }: WithdrawInvitationInput,
): Promise<void> {
  await requireInstructor(ctx, cohortId);
  await ctx.db.transaction(async (tx) => {
    const gone = await tx
      .delete(invitation)
      .where(and(eq(invitation.id, invitationId), eq(invitation.cohortId, cohortId)))
      .returning({ id: invitation.id });
    if (gone.length === 0) throw new AppError("NOT_FOUND", "There is no such invitation");
    await notify(tx, { kind: "cohort", cohortId, topic: "members" });
  });
}
