import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Asks a network that was handed in about every tile of the hidden split, and judges its checks. */
export const scoreSubmissionJob = defineJob({
  queue: "score-submission",
  payload: z.object({ submissionId: z.uuid() }),
  lane: "scoring",
  needs: ["engine"],
  options: {
    retryLimit: 2,
    expireInSeconds: 30 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
