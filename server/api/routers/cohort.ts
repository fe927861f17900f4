import { z } from "zod";
import {
  cohortName,
  cohortRole,
  cohortSettings,
  createCohortInput,
  joinCohortInput,
} from "#server/contract/cohort.ts";
import { getDatasetInput } from "#server/contract/dataset.ts";
import { oneLine } from "#server/contract/one-line.ts";
import { archiveCohort } from "#server/services/cohort/archive.ts";
import { changeSettings } from "#server/services/cohort/change-settings.ts";
import { cohortContents } from "#server/services/cohort/contents.ts";
import { cohortDesk } from "#server/services/cohort/desk.ts";
import { removeCohort } from "#server/services/cohort/remove.ts";
import { setRole } from "#server/services/cohort/set-role.ts";
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
  desk: sessionProcedure.input(byId).query(({ ctx, input }) => cohortDesk(ctx.service, input.cohortId)),
  setRole: sessionProcedure
    .input(byId.extend({ userId: oneLine.min(1).max(64), role: cohortRole }))
    .mutation(({ ctx, input }) => setRole(ctx.service, input)),
  changeSettings: sessionProcedure
    .input(byId.extend(cohortSettings.shape))
    .mutation(({ ctx, input }) => changeSettings(ctx.service, input)),
  contents: sessionProcedure
    .input(byId)
    .query(({ ctx, input }) => cohortContents(ctx.service, input.cohortId)),
  archive: sessionProcedure
    .input(byId.extend({ isArchived: z.boolean() }))
    .mutation(({ ctx, input }) => archiveCohort(ctx.service, input)),
  remove: sessionProcedure
    .input(byId.extend({ name: cohortName }))
    .mutation(({ ctx, input }) => removeCohort(ctx.service, input)),
  leaderboard: sessionProcedure
    .input(getDatasetInput)
    .query(({ ctx, input }) => cohortLeaderboard(ctx.service, input)),
});
