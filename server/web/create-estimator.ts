import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { AppError } from "#server/platform/errors.ts";
import { ThreadTimeout } from "#server/platform/thread-pool.ts";
import type {
  EstimateTraining,
  TrainingEstimate,
  TrainingTask,
} from "#server/services/cost/estimate-training.ts";
import { simpleEstimate } from "#server/services/cost/simple-estimate.ts";

/** The engine's own estimate. @throws AppError INVALID_GRAPH, UNAVAILABLE; ThreadTimeout. */
export type ComputeEstimate = (
  task: TrainingTask,
  options: { isBackground: boolean },
) => Promise<Omit<TrainingEstimate, "isSimple">>;

type EstimatorOptions = {
  /** For how long somebody waits, and nobody in particular; then the simple estimate stands. */
  patienceMs: number;
  backgroundPatienceMs: number;
};

const MAX_KEPT = 500;

/**
 * Estimates, remembered by all that decides them: moving a block or typing another learning rate asks for the same again.
 * What several ask for at once is worked out once, and goes on being worked out when their patience is at its end, so
 * that the next who asks has it.
 */
export function createEstimator(compute: ComputeEstimate, options: EstimatorOptions): EstimateTraining {
  const known = new LRUCache<string, TrainingEstimate>({ max: MAX_KEPT });
  const pending = new Map<string, Promise<TrainingEstimate>>();

  function remember(key: string, estimate: TrainingEstimate): TrainingEstimate {
    known.set(key, estimate);
    return estimate;
  }

  async function begin(key: string, task: TrainingTask, isBackground: boolean): Promise<TrainingEstimate> {
    try {
      return remember(key, { ...(await compute(task, { isBackground })), isSimple: false });
    } catch (error) {
      // It would take as long the next time.
      if (error instanceof ThreadTimeout) return remember(key, simpleEstimate(task));
      if (error instanceof AppError && error.code === "UNAVAILABLE") return simpleEstimate(task);
      throw error;
    } finally {
      pending.delete(key);
    }
  }

  return async (task, { isBackground = false } = {}) => {
    const key = keyOf(task);
    const found = known.get(key);
    if (found !== undefined) return found;
    let computing = pending.get(key);
    if (computing === undefined) {
      computing = begin(key, task, isBackground);
      pending.set(key, computing);
    }
    return patiently(computing, task, isBackground ? options.backgroundPatienceMs : options.patienceMs);
  };
}

async function patiently(
  computing: Promise<TrainingEstimate>,
  task: TrainingTask,
  patienceMs: number,
): Promise<TrainingEstimate> {
  let timer: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return (await Promise.race([computing, outOfPatience])) ?? simpleEstimate(task);
  } finally {
    clearTimeout(timer);
    // Whoever waited is gone; a failure that comes later is nobody's.
    computing.catch(() => undefined);
  }
}

/** All that memory and time of an epoch depend on. */
function keyOf({ graph, hyperParameters, ...rest }: TrainingTask): string {
  const nodes = graph.nodes.map(({ id, name, type, settings }) => [id, name, type, settings]);
  const edges = graph.edges.map(({ source, target, slot }) => [source, target, slot]);
  const { seed: _seed, epochs: _epochs, learningRate: _learningRate, ...decisive } = hyperParameters;
  return createHash("sha256")
    .update(JSON.stringify([nodes, edges, decisive, rest]))
    .digest("base64");
}
