import { z } from "zod";
import {
  catalogueImportInput,
  confirmImportInput,
  createImportInput,
  startImportInput,
} from "#server/contract/dataset-import.ts";
import { cancelImport, discardImport } from "#server/services/dataset-import/cancel.ts";
import { confirmImport } from "#server/services/dataset-import/confirm.ts";
import { createCatalogueImport, createImport } from "#server/services/dataset-import/create.ts";
import { findImport } from "#server/services/dataset-import/find.ts";
import { listImports } from "#server/services/dataset-import/list.ts";
import { peekImport } from "#server/services/dataset-import/peek.ts";
import { presentImport } from "#server/services/dataset-import/present.ts";
import { startImport } from "#server/services/dataset-import/start.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byId = z.object({ importId: z.uuid() });

export const datasetImportRouter = router({
  create: sessionProcedure
    .input(createImportInput)
    .mutation(({ ctx, input }) => createImport(ctx.service, input)),
  fromCatalogue: sessionProcedure
    .input(catalogueImportInput)
    .mutation(({ ctx, input }) => createCatalogueImport(ctx.service, input)),
  get: sessionProcedure
    .input(byId)
    .query(async ({ ctx, input }) => presentImport(await findImport(ctx.service, input.importId))),
  peek: sessionProcedure.input(byId).query(({ ctx, input }) => peekImport(ctx.service, input.importId)),
  list: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => listImports(ctx.service, input.cohortId)),
  start: sessionProcedure
    .input(startImportInput)
    .mutation(({ ctx, input }) => startImport(ctx.service, input)),
  cancel: sessionProcedure
    .input(byId)
    .mutation(({ ctx, input }) => cancelImport(ctx.service, input.importId)),
  discard: sessionProcedure
    .input(byId)
    .mutation(({ ctx, input }) => discardImport(ctx.service, input.importId)),
  confirm: sessionProcedure
    .input(confirmImportInput)
    .mutation(({ ctx, input }) => confirmImport(ctx.service, input)),
});
