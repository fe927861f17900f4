import { AppError } from "#server/platform/errors.ts";
import type { ComputeEstimate } from "../create-estimator.ts";
import type { WebThreads } from "./start-threads.ts";

/** Of what people draw the slowest took 3.3 s; what takes this long is meant to. */
const TIMEOUT_MS = 20_000;

export function estimateInThread(threads: WebThreads): ComputeEstimate {
  return async (task, { isBackground }) => {
    const reply = await threads.run("estimate", task, { timeoutMs: TIMEOUT_MS, isBackground });
    if (!reply.ok) throw new AppError("INVALID_GRAPH", reply.reason);
    return reply.estimate;
  };
}
