import { formatMemory } from "#models/training/format-memory.ts";
import type { RunFailure } from "#server/contract/run.ts";
import { estimateDeviceBytes } from "#server/engine/onnx/cost/estimate-device.ts";
import { estimateTraining } from "#server/engine/onnx/cost/estimate-training.ts";
import { batchThatFits } from "#server/services/cost/batch-that-fits.ts";
import type { TrainingTask } from "#server/services/cost/estimate-training.ts";
import { explainMemory } from "#server/services/cost/explain-memory.ts";
import { trainingTask } from "#server/services/cost/training-task.ts";
import type { ClaimedRun } from "#server/services/run/claim.ts";
import { memoryAtHand } from "../../host/memory-watch.ts";
import type { WorkerContext } from "../../worker-context.ts";

export type TrainingMemory = {
  neededBytes: number;
  atHandBytes: number;
  /** Why it is not begun; null where there is room. */
  refusal: RunFailure | null;
};

type Context = Pick<
  WorkerContext,
  "datasets" | "logger" | "memoryLimitBytes" | "threads" | "engine" | "deviceMemoryBytes"
>;

/** What a run needs and what is there; null where the child will find out what is wrong with it. */
export async function trainingMemory(context: Context, run: ClaimedRun): Promise<TrainingMemory | null> {
  const { datasets, logger, memoryLimitBytes, threads } = context;
  const onMain = (task: TrainingTask) => estimateTraining(task, { threads, blockSize: 16 });
  const onDevice = (task: TrainingTask) => ({ memoryBytes: estimateDeviceBytes(task) });
  try {
    const descriptor = await datasets.packed(run.datasetVersionId);
    if (descriptor === null) return null;
    const task = trainingTask(descriptor, run);
    // Of a card's memory only WebGPU's use is known.
    const deviceBytes = context.engine() === "webgpu" ? context.deviceMemoryBytes() : null;
    const onCard = deviceBytes === null ? null : await need(onDevice, task, deviceBytes);
    if (onCard !== null && onCard.refusal !== null) return onCard;
    return await need(onMain, task, memoryAtHand(memoryLimitBytes));
  } catch (error) {
    logger.warn({ err: error, runId: run.id }, "what a run needs could not be told");
    return null;
  }
}

async function need(
  estimate: Parameters<typeof batchThatFits>[0],
  task: TrainingTask,
  atHandBytes: number,
): Promise<TrainingMemory> {
  const { memoryBytes: neededBytes } = await estimate(task);
  if (neededBytes <= atHandBytes) return { neededBytes, atHandBytes, refusal: null };
  const message = explainMemory({
    neededBytes,
    atHandBytes,
    batchSize: task.hyperParameters.batchSize,
    batchSizeThatFits: await batchThatFits(estimate, task, atHandBytes),
  });
  return { neededBytes, atHandBytes, refusal: { code: "OUT_OF_MEMORY", message } };
}

/** A failure for want of memory, with what was thought to be needed and what was there. */
export function withMemory(failure: RunFailure, memory: TrainingMemory | null): RunFailure {
  if (failure.code !== "OUT_OF_MEMORY" || memory === null) return failure;
  const needed = formatMemory(memory.neededBytes);
  const atHand = formatMemory(memory.atHandBytes);
  return {
    ...failure,
    message: `${failure.message} It was thought to need about ${needed}; ${atHand} were there when it began.`,
  };
}
