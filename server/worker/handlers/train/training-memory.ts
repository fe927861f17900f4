import { formatMemory } from "#models/training/format-memory.ts";
import type { RunFailure } from "#server/contract/run.ts";
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

/** What a run needs and what is there; null where the child will find out what is wrong with it. */
export async function trainingMemory(
  { datasets, logger, memoryLimitBytes, threads }: WorkerContext,
  run: ClaimedRun,
): Promise<TrainingMemory | null> {
  const estimate = (task: TrainingTask) => estimateTraining(task, { threads, blockSize: 16 });
  try {
    const descriptor = await datasets.packed(run.datasetVersionId);
    if (descriptor === null) return null;
    const task = trainingTask(descriptor, run);
    const neededBytes = estimate(task).memoryBytes;
    const atHandBytes = memoryAtHand(memoryLimitBytes);
    if (neededBytes <= atHandBytes) return { neededBytes, atHandBytes, refusal: null };
    const message = explainMemory({
      neededBytes,
      atHandBytes,
      batchSize: run.hyperParameters.batchSize,
      batchSizeThatFits: await batchThatFits(estimate, task, atHandBytes),
    });
    return { neededBytes, atHandBytes, refusal: { code: "OUT_OF_MEMORY", message } };
  } catch (error) {
    logger.warn({ err: error, runId: run.id }, "what a run needs could not be told");
    return null;
  }
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
