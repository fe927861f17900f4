import { z } from "zod";
import { cohortName, createCohortInput, joinCohortInput } from "#server/contract/cohort.ts";
import { getDatasetInput } from "#server/contract/dataset.ts";
import { oneLine } from "#server/contract/one-line.ts";
import { createCohort } from "#server/services/cohort/create.ts";
import { getCohort } from "#server/services/cohort/get.ts";
import { joinCohort } from "#server/services/cohort/join.ts";
import { cohortLeaderboard } from "#server/services/cohort/leaderboard.ts";
import { leaveCohort } from "#server/services/cohort/leave.ts";
import { listCohorts } from "#server/services/cohort/list.ts";
import { removeMember } from "#server/services/cohort/remove-member.ts";
import { renameCohort } from "#server/services/cohort/rename.ts";
import { rotateJoinCode } from "#server/services/cohort/rotate-join-code.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byId = z.object({ cohortId: z.uuid() });

export const cohortRouter = router({
  list: sessionProcedure.query(({ ctx }) => listCohorts(ctx.service)),
  create: sessionProcedure
    .input(createCohortInput)
    .mutation(({ ctx, input }) => createCohort(ctx.service, input)),
  join: sessionProcedure.input(joinCohortInput).mutation(({ ctx, input }) => joinCohort(ctx.service, input)),
  get: sessionProcedure.input(byId).query(({ ctx, input }) => getCohort(ctx.service, input.cohortId)),
  rename: sessionProcedure
    .input(byId.extend({ name: cohortName }))
    .mutation(({ ctx, input }) => renameCohort(ctx.service, input)),
  rotateJoinCode: sessionProcedure
    .input(byId)
    .mutation(({ ctx, input }) => rotateJoinCode(ctx.service, input.cohortId)),
  removeMember: sessionProcedure
    .input(byId.extend({ userId: oneLine.min(1).max(64), makesNewCode: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => removeMember(ctx.service, input)),
  leave: sessionProcedure.input(byId).mutation(({ ctx, input }) => leaveCohort(ctx.service, input.cohortId)),
  leaderboard: sessionProcedure
    .input(getDatasetInput)
    .query(({ ctx, input }) => cohortLeaderboard(ctx.service, input)),
});
