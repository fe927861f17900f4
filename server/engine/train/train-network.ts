import { objectiveOf } from "../objectives/index.ts";
import type { Objective } from "../objectives/objective.ts";
import { decodeCheckpoint } from "./checkpoint.ts";
import { EngineError } from "../engine-error.ts";
import type { TrainOutcome, TrainTask } from "../engine.ts";
import { exportModel } from "../onnx/graph/export-model.ts";
import { runEpochs } from "./run-epochs.ts";
import type { TrainableNetwork } from "./trainable-network.ts";
import { withFeatures, type FeatureSplits } from "../frozen/with-features.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import { startedLayers, startingWeights } from "../weights/starting-weights.ts";
import { planNetwork, type NetworkPlan } from "../weights/network-plan.ts";

/** Trains from the start or a checkpoint, in whichever engine `open` opens the network. */
export async function trainNetwork(
  task: TrainTask,
  open: (
    plan: NetworkPlan,
    objective: Objective,
    startedLayers: ReadonlySet<string>,
  ) => Promise<TrainableNetwork>,
): Promise<TrainOutcome> {
  const { hyperParameters, target } = task;
  for (const split of [task.train, task.validation]) {
    if (split.count === 0)
      throw new EngineError("BAD_DATA", "The dataset has no images to train or validate with");
  }
  const plan = planNetwork(task.graph, { inputShape: task.imageShape, target });
  const checkpoint = task.resumeFrom && decodeCheckpoint(task.resumeFrom, { plan, hyperParameters });
  const objective = objectiveOf({ target, hyperParameters, trainTargets: task.train.targets });
  const values = checkpoint?.weights ?? startingWeights(plan, hyperParameters.seed, task.startFrom);
  const features = await withFeatures(task, { plan, values });
  const part = features?.plan ?? plan;
  const learning = await open(part, objective, startedLayers(plan, task.startFrom)).catch(closing(features));
  const network = features === null ? learning : withFrozen(learning, values);
  try {
    network.setWeights(values);
    if (checkpoint) network.setOptimizerState(checkpoint.optimizerState);
    const { train, validation } = features ?? task;
    const { bestEpoch, bestWeights, epochs } = await runEpochs(
      { ...task, train, validation },
      { plan, inputShape: part.inputShape, network, objective, checkpoint },
    );
    const { outputScale } = objective;
    const model = exportModel(plan, bestWeights, outputScale);
    return { bestEpoch, epochs, weights: bestWeights, outputScale, model };
  } catch (error) {
    throw asEngineError(error);
  } finally {
    await network.release();
    features?.close();
  }
}

function closing(features: FeatureSplits | null) {
  return (error: unknown): never => {
    features?.close();
    throw error;
  };
}

/** Of a network that has the learning part alone, the weights of the whole. */
function withFrozen(network: TrainableNetwork, values: WeightValues): TrainableNetwork {
  return {
    step: (batch, at, fill) => network.step(batch, at, fill),
    download: () => network.download(),
    weights: () => new Map([...values, ...network.weights()]),
    setWeights: (next) => network.setWeights(next),
    optimizerState: () => network.optimizerState(),
    setOptimizerState: (state) => network.setOptimizerState(state),
    score: (split, onBatch) => network.score(split, onBatch),
    release: () => network.release(),
  };
}

function asEngineError(error: unknown): unknown {
  if (error instanceof Error && /bad_alloc|failed to allocate|out of memory/i.test(error.message)) {
    const message = "The network needs more memory than there is. Try a smaller batch size or fewer filters.";
    return new EngineError("OUT_OF_MEMORY", message, { cause: error });
  }
  return error;
}
