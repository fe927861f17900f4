import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { batchThatFits } from "./batch-that-fits.ts";
import type { TrainingTask } from "./estimate-training.ts";
import { explainMemory } from "./explain-memory.ts";
import { simpleEstimate } from "./simple-estimate.ts";
import { workerAtHand } from "./worker-at-hand.ts";

/**
 * How much memory a training takes, in bytes. Takes a while, so not to be called within a transaction.
 * @throws AppError OUT_OF_MEMORY where no worker that is alive has as much.
 */
export async function requireMemory(
  ctx: Pick<ServiceContext, "db" | "estimateTraining">,
  task: TrainingTask,
): Promise<number> {
  const { memoryBytes, isSimple } = await ctx.estimateTraining(task);
  const atHandBytes = (await workerAtHand(ctx.db))?.trainingMemoryBytes ?? null;
  if (atHandBytes !== null && memoryBytes > atHandBytes) {
    const message = explainMemory({
      neededBytes: memoryBytes,
      atHandBytes,
      batchSize: task.hyperParameters.batchSize,
      batchSizeThatFits: await batchThatFits(
        isSimple ? simpleEstimate : ctx.estimateTraining,
        task,
        atHandBytes,
      ),
    });
    throw new AppError("OUT_OF_MEMORY", message);
  }
  return memoryBytes;
}
