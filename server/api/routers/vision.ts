import { z } from "zod";
import { askVisionInput } from "#server/contract/vision.ts";
import { askVision, getVisionQuestion } from "#server/services/vision/ask.ts";
import { listVisionPictures, removeVisionPicture } from "#server/services/vision/find-picture.ts";
import { listVisionModels } from "#server/services/vision/list-models.ts";
import { router, sessionProcedure } from "../trpc.ts";

const ofCohort = z.object({ cohortId: z.uuid() });
const ofPicture = z.object({ pictureId: z.uuid() });

export const visionRouter = router({
  models: sessionProcedure
    .input(ofCohort)
    .query(({ ctx, input }) => listVisionModels(ctx.service, input.cohortId)),
  pictures: sessionProcedure
    .input(ofCohort)
    .query(({ ctx, input }) => listVisionPictures(ctx.service, input.cohortId)),
  removePicture: sessionProcedure
    .input(ofPicture)
    .mutation(({ ctx, input }) => removeVisionPicture(ctx.service, input.pictureId)),
  ask: sessionProcedure.input(askVisionInput).mutation(({ ctx, input }) => askVision(ctx.service, input)),
  question: sessionProcedure
    .input(z.object({ questionId: z.uuid() }))
    .query(({ ctx, input }) => getVisionQuestion(ctx.service, input.questionId)),
});
