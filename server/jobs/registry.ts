import type { JobDefinition } from "./define-job.ts";
import { askFrameJob } from "./ask-frame.ts";
import { askVisionJob } from "./ask-vision.ts";
import { bringModelJob } from "./bring-model.ts";
import { importDatasetJob } from "./import-dataset.ts";
import { predictJob } from "./predict.ts";
import { scoreSubmissionJob } from "./score-submission.ts";
import { sendScoreJob } from "./send-score.ts";
import { trainRunJob } from "./train-run.ts";

/** Every kind of job. Its handler is in `server/worker/handlers`. */
export const JOB_DEFINITIONS: readonly JobDefinition[] = [
  trainRunJob,
  predictJob,
  askVisionJob,
  askFrameJob,
  bringModelJob,
  importDatasetJob,
  scoreSubmissionJob,
  sendScoreJob,
];
