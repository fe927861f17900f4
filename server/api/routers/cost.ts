import { estimateCostInput } from "#server/contract/cost.ts";
import { estimateCost } from "#server/services/cost/estimate.ts";
import { parsedOnce } from "../parsed-once.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const costRouter = router({
  // A mutation in name only: a graph is too long for the address that a query is sent in.
  estimate: sessionProcedure
    .input(parsedOnce(estimateCostInput))
    .mutation(({ ctx, input }) => estimateCost(ctx.service, input)),
});
