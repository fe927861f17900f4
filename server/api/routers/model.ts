import { z } from "zod";
import { modelInCohort } from "#server/contract/model.ts";
import { cancelModelArrival } from "#server/services/model/cancel.ts";
import { fetchModel } from "#server/services/model/fetch.ts";
import { listAllModels } from "#server/services/model/list.ts";
import { removeCohortModel } from "#server/services/model/remove.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const modelRouter = router({
  list: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => listAllModels(ctx.service, input.cohortId)),
  fetch: sessionProcedure.input(modelInCohort).mutation(({ ctx, input }) => fetchModel(ctx.service, input)),
  cancel: sessionProcedure
    .input(z.object({ arrivalId: z.uuid() }))
    .mutation(({ ctx, input }) => cancelModelArrival(ctx.service, input.arrivalId)),
  remove: sessionProcedure
    .input(modelInCohort)
    .mutation(({ ctx, input }) => removeCohortModel(ctx.service, input)),
});
