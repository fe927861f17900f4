import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Reads pictures that somebody has sent, and packs them. */
export const importDatasetJob = defineJob({
  queue: "import-dataset",
  payload: z.object({ importId: z.uuid() }),
  lane: "background",
  needs: ["disk"],
  options: {
    retryLimit: 2,
    expireInSeconds: 6 * 60 * 60,
    retentionSeconds: 24 * 60 * 60,
    deleteAfterSeconds: 60 * 60,
  },
});
