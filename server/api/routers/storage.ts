import { z } from "zod";
import { getStorage } from "#server/services/storage/get.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const storageRouter = router({
  get: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => getStorage(ctx.service, input.cohortId)),
});
