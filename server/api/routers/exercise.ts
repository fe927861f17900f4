import { z } from "zod";
import {
  beginExerciseInput,
  createExerciseInput,
  extendExerciseInput,
  saveExerciseInput,
  showNamesInput,
} from "#server/contract/exercise.ts";
import { beginExercise } from "#server/services/exercise/begin.ts";
import { createExercise } from "#server/services/exercise/create.ts";
import { extendExercise } from "#server/services/exercise/extend.ts";
import { getExercise } from "#server/services/exercise/get.ts";
import { listExercises } from "#server/services/exercise/list.ts";
import { removeExercise } from "#server/services/exercise/remove.ts";
import { saveExercise } from "#server/services/exercise/save.ts";
import { showNames } from "#server/services/exercise/show-names.ts";
import { parsedOnce } from "../parsed-once.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byId = z.object({ exerciseId: z.uuid() });

export const exerciseRouter = router({
  list: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => listExercises(ctx.service, input.cohortId)),
  get: sessionProcedure.input(byId).query(({ ctx, input }) => getExercise(ctx.service, input.exerciseId)),
  create: sessionProcedure
    .input(parsedOnce(createExerciseInput))
    .mutation(({ ctx, input }) => createExercise(ctx.service, input)),
  save: sessionProcedure
    .input(parsedOnce(saveExerciseInput))
    .mutation(({ ctx, input }) => saveExercise(ctx.service, input)),
  remove: sessionProcedure
    .input(byId)
    .mutation(({ ctx, input }) => removeExercise(ctx.service, input.exerciseId)),
  begin: sessionProcedure
    .input(beginExerciseInput)
    .mutation(({ ctx, input }) => beginExercise(ctx.service, input)),
  extend: sessionProcedure
    .input(extendExerciseInput)
    .mutation(({ ctx, input }) => extendExercise(ctx.service, input)),
  showNames: sessionProcedure
    .input(showNamesInput)
    .mutation(({ ctx, input }) => showNames(ctx.service, input)),
});
