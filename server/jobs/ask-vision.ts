import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Asks a pretrained network about one picture. */
export const askVisionJob = defineJob({
  queue: "vision",
  payload: z.object({ questionId: z.uuid() }),
  lane: "inference",
  needs: ["engine"],
  options: {
    retryLimit: 2,
    expireInSeconds: 5 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
