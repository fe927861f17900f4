import type { JobHandler } from "../host/define-handler.ts";
import { bringModelHandler } from "./bring-model/work.ts";
import { importHandler } from "./import-dataset/work.ts";
import { predictHandler } from "./predict/work.ts";
import { frameHandler } from "./vision/frame-work.ts";
import { visionHandler } from "./vision/work.ts";
import { scoreSubmissionHandler } from "./score-submission/work.ts";
import { sendScoreHandler } from "./send-score/work.ts";
import { trainHandler } from "./train/work.ts";

/** Every kind of job as a worker works it off. */
export const jobHandlers: readonly JobHandler[] = [
  trainHandler,
  predictHandler,
  visionHandler,
  frameHandler,
  importHandler,
  bringModelHandler,
  scoreSubmissionHandler,
  sendScoreHandler,
];
