import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Asks one trained network about one picture. */
export const predictJob = defineJob({
  queue: "predict",
  payload: z.object({ predictionId: z.uuid() }),
  lane: "inference",
  needs: ["engine"],
  options: {
    retryLimit: 2,
    expireInSeconds: 5 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
