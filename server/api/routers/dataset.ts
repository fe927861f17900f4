import { z } from "zod";
import { getDataset } from "#server/services/dataset/get.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const datasetRouter = router({
  get: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => getDataset(ctx.service, input.cohortId)),
});
