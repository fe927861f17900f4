import type { CostEstimate, EstimateCostInput } from "#server/contract/cost.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { requireCurrentVersion } from "../dataset/versions.ts";
import { batchThatFits } from "./batch-that-fits.ts";
import { simpleEstimate } from "./simple-estimate.ts";
import { trainingTask } from "./training-task.ts";
import { workerAtHand } from "./worker-at-hand.ts";
import { workerPace } from "./worker-pace.ts";

/**
 * What training a network would cost on the worker at hand. Nothing is stored.
 * @throws AppError INVALID_GRAPH for one that cannot be trained: the estimate finds out.
 */
export async function estimateCost(ctx: ServiceContext, input: EstimateCostInput): Promise<CostEstimate> {
  await requireMember(ctx, input.cohortId);
  const { descriptor } = await requireCurrentVersion(ctx.db, await chooseDataset(ctx, input));
  const task = trainingTask(descriptor, input);
  const { memoryBytes, epochSeconds, onceSeconds, isSimple } = await ctx.estimateTraining(task);
  const worker = await workerAtHand(ctx.db);
  const memoryAtHandBytes = worker?.trainingMemoryBytes ?? null;
  // Where the engine took too long once, it would for every other batch.
  const estimate = isSimple ? simpleEstimate : ctx.estimateTraining;
  const isTooMuch = memoryAtHandBytes !== null && memoryBytes > memoryAtHandBytes;
  const { factor, basis } = await workerPace(ctx, worker, epochSeconds / task.counts.train);
  return {
    memoryBytes,
    memoryAtHandBytes,
    batchSizeThatFits: isTooMuch ? await batchThatFits(estimate, task, memoryAtHandBytes) : null,
    secondsPerEpoch: factor * epochSeconds,
    secondsOnce: factor * onceSeconds,
    basis,
    isSimple,
  };
}
