import { EngineError } from "#server/engine/engine-error.ts";
import { estimateTraining } from "#server/engine/onnx/cost/estimate-training.ts";
import { AppError } from "#server/platform/errors.ts";
import type { EstimateTraining, TrainingTask } from "#server/services/cost/estimate-training.ts";

type Estimate = ReturnType<EstimateTraining>;

const MAX_KEPT = 500;
/** What most servers have; the workers' own may differ a little, which shifts the estimate by little. */
const PROCESSOR = { threads: 4, blockSize: 16 };

/** The engine's estimate, remembered: moving a block or typing another learning rate asks for the same again. */
export function createEstimator(): EstimateTraining {
  const known = new Map<string, Estimate>();
  return (task) => {
    const key = keyOf(task);
    const found = known.get(key) ?? estimated(task);
    // Taken out and put in again, the oldest is the one that was not asked for the longest.
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function estimated(task: TrainingTask): Estimate {
  try {
    return estimateTraining(task, PROCESSOR);
  } catch (error) {
    if (error instanceof EngineError) throw new AppError("INVALID_GRAPH", error.message, { cause: error });
    throw error;
  }
}

/** All that memory and time of an epoch depend on. */
function keyOf({ graph, hyperParameters, ...rest }: TrainingTask): string {
  const nodes = graph.nodes.map(({ id, type, settings }) => [id, type, settings]);
  const edges = graph.edges.map(({ source, target }) => [source, target]);
  const { seed: _seed, epochs: _epochs, learningRate: _learningRate, ...decisive } = hyperParameters;
  return JSON.stringify([nodes, edges, decisive, rest]);
}
