import { AppError } from "#server/platform/errors.ts";
import type { EstimateTraining } from "#server/services/cost/estimate-training.ts";
import { createEstimator } from "../create-estimator.ts";
import { WEB_TASKS } from "../threads/tasks.ts";

const LONG_MS = 2 ** 30;

/** Estimates as the web process has them, worked out in this thread and waited for as long as they take. */
export function estimateHere(): EstimateTraining {
  return createEstimator(
    async (task) => {
      const reply = WEB_TASKS.estimate(task);
      if (!reply.ok) throw new AppError("INVALID_GRAPH", reply.reason);
      return reply.estimate;
    },
    { patienceMs: LONG_MS, backgroundPatienceMs: LONG_MS },
  );
}
