import { z } from "zod";
import { setStorageLimitInput } from "#server/contract/storage.ts";
import { setStorageLimit } from "#server/services/storage/cohort-limit.ts";
import { getStorage } from "#server/services/storage/get.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const storageRouter = router({
  get: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => getStorage(ctx.service, input.cohortId)),
  setLimit: sessionProcedure
    .input(setStorageLimitInput)
    .mutation(({ ctx, input }) => setStorageLimit(ctx.service, input)),
});
