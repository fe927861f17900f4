import { z } from "zod";
import { oneLine } from "#server/contract/one-line.ts";
import { getAccount } from "#server/services/account/get.ts";
import { ownCalendar } from "#server/services/calendar/address.ts";
import { makeResetLink } from "#server/services/account/reset-links.ts";
import { whatStays } from "#server/services/account/what-stays.ts";
import { router, sessionProcedure } from "../trpc.ts";

const memberOf = z.object({ cohortId: z.uuid(), userId: oneLine.min(1).max(64) });

export const accountRouter = router({
  get: sessionProcedure.query(({ ctx }) => getAccount(ctx.service)),
  leaving: sessionProcedure.query(({ ctx }) => whatStays(ctx.service.db, ctx.service.actor.id)),
  calendar: sessionProcedure
    .input(z.object({ isNew: z.boolean() }))
    .mutation(({ ctx, input }) => ownCalendar(ctx.service, input)),
  makeResetLink: sessionProcedure
    .input(memberOf)
    .mutation(({ ctx, input }) => makeResetLink(ctx.service, input)),
});
