import { z } from "zod";
import { drawReviewsInput, markWorkInput, releaseProposalsInput } from "#server/contract/peer.ts";
import { drawPeerReviews } from "#server/services/peer/draw.ts";
import { reviewedWork } from "#server/services/peer/get.ts";
import { markWork } from "#server/services/peer/mark.ts";
import { peerOverview } from "#server/services/peer/overview.ts";
import { ownReviews } from "#server/services/peer/own.ts";
import { releaseProposals } from "#server/services/peer/release.ts";
import { router, sessionProcedure } from "../trpc.ts";

const byExercise = z.object({ exerciseId: z.uuid() });

export const peerRouter = router({
  own: sessionProcedure
    .input(byExercise)
    .query(({ ctx, input }) => ownReviews(ctx.service, input.exerciseId)),
  get: sessionProcedure
    .input(z.object({ reviewId: z.uuid() }))
    .query(({ ctx, input }) => reviewedWork(ctx.service, input.reviewId)),
  mark: sessionProcedure.input(markWorkInput).mutation(({ ctx, input }) => markWork(ctx.service, input)),
  overview: sessionProcedure
    .input(byExercise)
    .query(({ ctx, input }) => peerOverview(ctx.service, input.exerciseId)),
  draw: sessionProcedure
    .input(drawReviewsInput)
    .mutation(({ ctx, input }) => drawPeerReviews(ctx.service, input)),
  release: sessionProcedure
    .input(releaseProposalsInput)
    .mutation(({ ctx, input }) => releaseProposals(ctx.service, input)),
});
