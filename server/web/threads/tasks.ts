import { EngineError } from "#server/engine/engine-error.ts";
import { estimateTraining } from "#server/engine/onnx/cost/estimate-training.ts";
import { parseBody } from "./parse-body.ts";
import { readNetwork } from "./read-network.ts";
import type { TrainingTask } from "#server/services/cost/estimate-training.ts";

/** What most servers have; the workers' own may differ a little, which shifts the estimate by little. */
const PROCESSOR = { threads: 4, blockSize: 16 };

type EstimateReply =
  | { ok: true; estimate: ReturnType<typeof estimateTraining> }
  | { ok: false; reason: string };

function estimate(task: TrainingTask): EstimateReply {
  try {
    return { ok: true, estimate: estimateTraining(task, PROCESSOR) };
  } catch (error) {
    if (error instanceof EngineError) return { ok: false, reason: error.message };
    throw error;
  }
}

/** What the web process has its threads do. None of it touches ONNX Runtime, whose sessions are no good in threads. */
export const WEB_TASKS = { estimate, parseBody, readNetwork };
export type WebTasks = typeof WEB_TASKS;
