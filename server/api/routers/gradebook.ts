import { z } from "zod";
import { getGradebook } from "#server/services/gradebook/get.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const gradebookRouter = router({
  get: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => getGradebook(ctx.service, input.cohortId)),
});
