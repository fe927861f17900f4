import { z } from "zod";
import { partId } from "#models/exercises/questions/texts.ts";
import { discussInput, gradeInput, scoreAgainInput, submitInput } from "#server/contract/submission.ts";
import { discussSubmission } from "#server/services/submission/discuss.ts";
import { submissionFindings } from "#server/services/submission/findings.ts";
import { getSubmission } from "#server/services/submission/get.ts";
import { gradeSubmission } from "#server/services/submission/grade.ts";
import { classSubmissions } from "#server/services/submission/of-class.ts";
import { ownSubmissions } from "#server/services/submission/own.ts";
import { removeSubmittedPicture } from "#server/services/submission/remove-picture.ts";
import { scoreAgain } from "#server/services/submission/score-again.ts";
import { submitWork } from "#server/services/submission/submit.ts";
import { submittedWork } from "#server/services/submission/work.ts";
import { parsedOnce } from "../parsed-once.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byExercise = z.object({ exerciseId: z.uuid() });

export const submissionRouter = router({
  get: sessionProcedure
    .input(z.object({ submissionId: z.uuid() }))
    .query(({ ctx, input }) => getSubmission(ctx.service, input.submissionId)),
  work: sessionProcedure
    .input(z.object({ submissionId: z.uuid() }))
    .query(({ ctx, input }) => submittedWork(ctx.service, input.submissionId)),
  findings: sessionProcedure
    .input(z.object({ submissionId: z.uuid() }))
    .query(({ ctx, input }) => submissionFindings(ctx.service, input.submissionId)),
  removePicture: sessionProcedure
    .input(z.object({ submissionId: z.uuid(), questionId: partId }))
    .mutation(({ ctx, input }) => removeSubmittedPicture(ctx.service, input)),
  own: sessionProcedure
    .input(byExercise)
    .query(({ ctx, input }) => ownSubmissions(ctx.service, input.exerciseId)),
  ofClass: sessionProcedure
    .input(byExercise)
    .query(({ ctx, input }) => classSubmissions(ctx.service, input.exerciseId)),
  submit: sessionProcedure
    .input(parsedOnce(submitInput))
    .mutation(({ ctx, input }) => submitWork(ctx.service, input)),
  grade: sessionProcedure.input(gradeInput).mutation(({ ctx, input }) => gradeSubmission(ctx.service, input)),
  discuss: sessionProcedure
    .input(discussInput)
    .mutation(({ ctx, input }) => discussSubmission(ctx.service, input)),
  scoreAgain: sessionProcedure
    .input(scoreAgainInput)
    .mutation(({ ctx, input }) => scoreAgain(ctx.service, input)),
});
