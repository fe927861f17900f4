import { z } from "zod";
import { listWorkers } from "#server/services/worker/list.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const workerRouter = router({
  list: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => listWorkers(ctx.service, input.cohortId)),
});
