import { z } from "zod";
import {
  datasetInCohort,
  datasetWindowInput,
  getDatasetInput,
  letLearnersAddInput,
  setDefaultDatasetInput,
  updateDatasetInput,
  useDatasetInput,
} from "#server/contract/dataset.ts";
import { letLearnersAdd, setDefaultDataset, useDataset } from "#server/services/dataset/decide.ts";
import { datasetDetails } from "#server/services/dataset/details.ts";
import { getDataset } from "#server/services/dataset/get.ts";
import { listDatasets } from "#server/services/dataset/list.ts";
import { removeDataset } from "#server/services/dataset/remove.ts";
import { datasetWindow } from "#server/services/dataset/window.ts";
import { updateDataset } from "#server/services/dataset/update.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const datasetRouter = router({
  list: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => listDatasets(ctx.service, input.cohortId)),
  get: sessionProcedure.input(getDatasetInput).query(({ ctx, input }) => getDataset(ctx.service, input)),
  details: sessionProcedure
    .input(datasetInCohort)
    .query(({ ctx, input }) => datasetDetails(ctx.service, input)),
  window: sessionProcedure
    .input(datasetWindowInput)
    .query(({ ctx, input }) => datasetWindow(ctx.service, input)),
  use: sessionProcedure.input(useDatasetInput).mutation(({ ctx, input }) => useDataset(ctx.service, input)),
  setDefault: sessionProcedure
    .input(setDefaultDatasetInput)
    .mutation(({ ctx, input }) => setDefaultDataset(ctx.service, input)),
  letLearnersAdd: sessionProcedure
    .input(letLearnersAddInput)
    .mutation(({ ctx, input }) => letLearnersAdd(ctx.service, input)),
  update: sessionProcedure
    .input(updateDatasetInput)
    .mutation(({ ctx, input }) => updateDataset(ctx.service, input)),
  remove: sessionProcedure
    .input(datasetInCohort)
    .mutation(({ ctx, input }) => removeDataset(ctx.service, input)),
});
