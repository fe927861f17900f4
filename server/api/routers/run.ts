import { z } from "zod";
import { listRunsInput, markRunsInput, renameRunInput } from "#server/contract/run-list.ts";
import { resumeRunInput, startRunInput, startTwinInput } from "#server/contract/run.ts";
import { cancelRun } from "#server/services/run/cancel.ts";
import { runCurve } from "#server/services/run/curve.ts";
import { runFacets } from "#server/services/run/facets.ts";
import { getRun } from "#server/services/run/get.ts";
import { keepModel } from "#server/services/run/keep-model.ts";
import { listRuns } from "#server/services/run/list.ts";
import { runNetwork } from "#server/services/run/network.ts";
import { markRuns } from "#server/services/run/mark.ts";
import { pauseRun } from "#server/services/run/pause.ts";
import { removeRun } from "#server/services/run/remove.ts";
import { renameRun } from "#server/services/run/rename.ts";
import { resumeRun } from "#server/services/run/resume.ts";
import { runResult } from "#server/services/run/result.ts";
import { startTwin } from "#server/services/run/start-twin.ts";
import { startRun } from "#server/services/run/start.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byId = z.object({ runId: z.uuid() });
export const runRouter = router({
  start: sessionProcedure.input(startRunInput).mutation(({ ctx, input }) => startRun(ctx.service, input)),
  startTwin: sessionProcedure
    .input(startTwinInput)
    .mutation(({ ctx, input }) => startTwin(ctx.service, input)),
  list: sessionProcedure.input(listRunsInput).query(({ ctx, input }) => listRuns(ctx.service, input)),
  facets: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => runFacets(ctx.service, input.cohortId)),
  mark: sessionProcedure.input(markRunsInput).mutation(({ ctx, input }) => markRuns(ctx.service, input)),
  rename: sessionProcedure.input(renameRunInput).mutation(({ ctx, input }) => renameRun(ctx.service, input)),
  get: sessionProcedure.input(byId).query(({ ctx, input }) => getRun(ctx.service, input.runId)),
  curve: sessionProcedure.input(byId).query(({ ctx, input }) => runCurve(ctx.service, input.runId)),
  network: sessionProcedure.input(byId).query(({ ctx, input }) => runNetwork(ctx.service, input.runId)),
  cancel: sessionProcedure.input(byId).mutation(({ ctx, input }) => cancelRun(ctx.service, input.runId)),
  pause: sessionProcedure.input(byId).mutation(({ ctx, input }) => pauseRun(ctx.service, input.runId)),
  resume: sessionProcedure.input(resumeRunInput).mutation(({ ctx, input }) => resumeRun(ctx.service, input)),
  remove: sessionProcedure.input(byId).mutation(({ ctx, input }) => removeRun(ctx.service, input.runId)),
  keepModel: sessionProcedure
    .input(byId.extend({ isKept: z.boolean() }))
    .mutation(({ ctx, input }) => keepModel(ctx.service, input)),
  result: sessionProcedure.input(byId).query(({ ctx, input }) => runResult(ctx.service, input.runId)),
});
