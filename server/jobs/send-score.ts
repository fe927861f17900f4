import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Tells a learning platform a score. Tries again are `lti_score`'s own: its row says when. */
export const sendScoreJob = defineJob({
  queue: "send-score",
  payload: z.object({ scoreId: z.uuid() }),
  lane: "post",
  needs: [],
  options: {
    retryLimit: 2,
    expireInSeconds: 5 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
