import { z } from "zod";
import { createPredictionInput } from "#server/contract/prediction.ts";
import { createPrediction } from "#server/services/prediction/create.ts";
import { getPrediction } from "#server/services/prediction/get.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const predictionRouter = router({
  create: sessionProcedure
    .input(createPredictionInput)
    .mutation(({ ctx, input }) => createPrediction(ctx.service, input)),
  get: sessionProcedure
    .input(z.object({ predictionId: z.uuid() }))
    .query(({ ctx, input }) => getPrediction(ctx.service, input.predictionId)),
});
