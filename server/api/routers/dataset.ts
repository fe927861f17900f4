import { getDatasetInput } from "#server/contract/dataset.ts";
import { getDataset } from "#server/services/dataset/get.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const datasetRouter = router({
  get: sessionProcedure.input(getDatasetInput).query(({ ctx, input }) => getDataset(ctx.service, input)),
});
