import { PREDICT_QUEUE, predictJobPayload } from "#server/contract/jobs.ts";
import { defineJob } from "./define-job.ts";

/** Asks one trained network about one picture. */
export const predictJob = defineJob({
  queue: PREDICT_QUEUE,
  payload: predictJobPayload,
  options: {
    retryLimit: 2,
    expireInSeconds: 5 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
