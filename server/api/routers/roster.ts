import { z } from "zod";
import { rosterInput, withdrawInvitationInput } from "#server/contract/roster.ts";
import { inviteRoster } from "#server/services/roster/invite.ts";
import { listInvitations } from "#server/services/roster/list.ts";
import { previewRoster } from "#server/services/roster/preview.ts";
import { withdrawInvitation } from "#server/services/roster/withdraw.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const rosterRouter = router({
  list: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => listInvitations(ctx.service, input.cohortId)),
  // Longer than what fits in an address.
  preview: sessionProcedure
    .input(rosterInput)
    .mutation(({ ctx, input }) => previewRoster(ctx.service, input)),
  invite: sessionProcedure.input(rosterInput).mutation(({ ctx, input }) => inviteRoster(ctx.service, input)),
  withdraw: sessionProcedure
    .input(withdrawInvitationInput)
    .mutation(({ ctx, input }) => withdrawInvitation(ctx.service, input)),
});
