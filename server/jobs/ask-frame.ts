import { z } from "zod";
import { defineJob } from "./define-job.ts";

/** Asks a pretrained network about one frame; it is worth nothing a moment later. */
export const askFrameJob = defineJob({
  queue: "vision-frame",
  payload: z.object({ frameId: z.uuid() }),
  lane: "inference",
  needs: ["engine"],
  options: { retryLimit: 0, expireInSeconds: 60, retentionSeconds: 60, deleteAfterSeconds: 60 },
});
