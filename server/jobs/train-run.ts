import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Trains one run. A worker that dies stops its heartbeat, and the job is fetched again as the next attempt. */
export const trainRunJob = defineJob({
  queue: "train",
  payload: z.object({ runId: z.uuid() }),
  lane: "training",
  needs: ["disk", "engine", "memory"],
  options: {
    retryLimit: 3,
    expireInSeconds: 12 * 60 * 60,
    retentionSeconds: 30 * 24 * 60 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
});
