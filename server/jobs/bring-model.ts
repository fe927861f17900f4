import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Fetches a pretrained network, or looks at a file that was sent, and puts it where everybody can ask it. */
export const bringModelJob = defineJob({
  queue: "bring-model",
  payload: z.object({ arrivalId: z.uuid() }),
  lane: "background",
  needs: ["disk"],
  options: {
    retryLimit: 2,
    expireInSeconds: 60 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
