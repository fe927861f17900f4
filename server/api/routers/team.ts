import { z } from "zod";
import { createTeamInput, joinTeamInput, placeInTeamInput } from "#server/contract/team.ts";
import { createTeam } from "#server/services/team/create.ts";
import { dealIntoTeams } from "#server/services/team/deal.ts";
import { joinTeam } from "#server/services/team/join.ts";
import { leaveTeam } from "#server/services/team/leave.ts";
import { listTeams } from "#server/services/team/list.ts";
import { placeInTeam } from "#server/services/team/place.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byExercise = z.object({ exerciseId: z.uuid() });

export const teamRouter = router({
  list: sessionProcedure
    .input(byExercise)
    .query(({ ctx, input }) => listTeams(ctx.service, input.exerciseId)),
  create: sessionProcedure
    .input(createTeamInput)
    .mutation(({ ctx, input }) => createTeam(ctx.service, input)),
  join: sessionProcedure.input(joinTeamInput).mutation(({ ctx, input }) => joinTeam(ctx.service, input)),
  leave: sessionProcedure
    .input(byExercise)
    .mutation(({ ctx, input }) => leaveTeam(ctx.service, input.exerciseId)),
  place: sessionProcedure
    .input(placeInTeamInput)
    .mutation(({ ctx, input }) => placeInTeam(ctx.service, input)),
  deal: sessionProcedure
    .input(byExercise)
    .mutation(({ ctx, input }) => dealIntoTeams(ctx.service, input.exerciseId)),
});
