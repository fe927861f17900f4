import { z } from "zod";
import {
  createDesignInput,
  designFromRunInput,
  duplicateDesignInput,
  listDesignsInput,
  saveDesignInput,
} from "#server/contract/design.ts";
import { startFromInput } from "#server/contract/weights.ts";
import { createDesign } from "#server/services/design/create.ts";
import { duplicateDesign } from "#server/services/design/duplicate.ts";
import { designFromRun } from "#server/services/design/from-run.ts";
import { getDesign } from "#server/services/design/get.ts";
import { listDesigns } from "#server/services/design/list.ts";
import { removeDesign } from "#server/services/design/remove.ts";
import { saveDesign } from "#server/services/design/save.ts";
import { weightsOfDesign } from "#server/services/weights/of-design.ts";
import { startFrom } from "#server/services/weights/start-from.ts";
import { parsedOnce } from "../parsed-once.ts";
import { takeOverDesign } from "#server/services/design/take-over.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byId = z.object({ designId: z.uuid() });

export const designRouter = router({
  list: sessionProcedure.input(listDesignsInput).query(({ ctx, input }) => listDesigns(ctx.service, input)),
  get: sessionProcedure.input(byId).query(({ ctx, input }) => getDesign(ctx.service, input.designId)),
  create: sessionProcedure
    .input(createDesignInput)
    .mutation(({ ctx, input }) => createDesign(ctx.service, input)),
  save: sessionProcedure
    .input(parsedOnce(saveDesignInput))
    .mutation(({ ctx, input }) => saveDesign(ctx.service, input)),
  duplicate: sessionProcedure
    .input(duplicateDesignInput)
    .mutation(({ ctx, input }) => duplicateDesign(ctx.service, input)),
  fromRun: sessionProcedure
    .input(designFromRunInput)
    .mutation(({ ctx, input }) => designFromRun(ctx.service, input)),
  remove: sessionProcedure
    .input(byId)
    .mutation(({ ctx, input }) => removeDesign(ctx.service, input.designId)),
  takeOver: sessionProcedure
    .input(byId)
    .mutation(({ ctx, input }) => takeOverDesign(ctx.service, input.designId)),
  weights: sessionProcedure
    .input(byId)
    .query(({ ctx, input }) => weightsOfDesign(ctx.service, input.designId)),
  startFrom: sessionProcedure
    .input(startFromInput)
    .mutation(({ ctx, input }) => startFrom(ctx.service, input)),
});
