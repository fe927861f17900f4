import { z } from "zod";
import {
  chooseFinalInput,
  getCompetitionInput,
  saveCompetitionInput,
  uncoverInput,
} from "#server/contract/competition.ts";
import { alikeEntries } from "#server/services/competition/alike.ts";
import { chooseFinal } from "#server/services/competition/choose-final.ts";
import { getCompetition } from "#server/services/competition/get.ts";
import { removeCompetition } from "#server/services/competition/remove.ts";
import { saveCompetition } from "#server/services/competition/save.ts";
import { uncover } from "#server/services/competition/uncover.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byExercise = z.object({ exerciseId: z.uuid() });

export const competitionRouter = router({
  get: sessionProcedure
    .input(getCompetitionInput)
    .query(({ ctx, input: { exerciseId, ...how } }) => getCompetition(ctx.service, exerciseId, how)),
  alike: sessionProcedure
    .input(byExercise)
    .query(({ ctx, input }) => alikeEntries(ctx.service, input.exerciseId)),
  save: sessionProcedure
    .input(saveCompetitionInput)
    .mutation(({ ctx, input }) => saveCompetition(ctx.service, input)),
  remove: sessionProcedure
    .input(byExercise)
    .mutation(({ ctx, input }) => removeCompetition(ctx.service, input.exerciseId)),
  chooseFinal: sessionProcedure
    .input(chooseFinalInput)
    .mutation(({ ctx, input }) => chooseFinal(ctx.service, input)),
  uncover: sessionProcedure.input(uncoverInput).mutation(({ ctx, input }) => uncover(ctx.service, input)),
});
