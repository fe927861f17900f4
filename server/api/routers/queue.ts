import { z } from "zod";
import { moveInQueueInput } from "#server/contract/queue.ts";
import { getQueue } from "#server/services/queue/get.ts";
import { moveInQueue } from "#server/services/queue/move.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const queueRouter = router({
  get: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => getQueue(ctx.service, input.cohortId)),
  move: sessionProcedure
    .input(moveInQueueInput)
    .mutation(({ ctx, input }) => moveInQueue(ctx.service, input)),
});
