import { TRAIN_QUEUE, trainJobPayload } from "#server/contract/jobs.ts";
import { defineJob } from "./define-job.ts";

/** Trains one run. A worker that dies stops its heartbeat, and the job is fetched again as the next attempt. */
export const trainRunJob = defineJob({
  queue: TRAIN_QUEUE,
  payload: trainJobPayload,
  options: {
    retryLimit: 3,
    expireInSeconds: 12 * 60 * 60,
    retentionSeconds: 30 * 24 * 60 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
});
