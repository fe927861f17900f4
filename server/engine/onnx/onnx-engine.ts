import { availableParallelism } from "node:os";
import { decodeCheckpoint } from "../checkpoint.ts";
import { EngineError } from "../engine-error.ts";
import type { Engine, TrainOutcome, TrainTask } from "../engine.ts";
import { initialWeights } from "../weights/initial-weights.ts";
import { planNetwork } from "../weights/network-plan.ts";
import { exportModel } from "./export-model.ts";
import { runEpochs } from "./run-epochs.ts";
import type { Provider } from "./target.ts";
import { targetFor } from "./target-for.ts";
import { TrainingSession } from "./training-session.ts";
import { ValidationSession } from "./validation-session.ts";

/** Trains with ONNX Runtime: one graph holds forward, loss, backward and optimizer. */
export function createOnnxEngine(provider: Provider): Engine {
  return { name: "onnx", train: (task) => train(task, provider) };
}

/** On the CPU. */
export const onnxEngine = createOnnxEngine("cpu");

async function train(task: TrainTask, provider: Provider): Promise<TrainOutcome> {
  const { hyperParameters, classes } = task;
  for (const split of [task.train, task.validation]) {
    if (split.count === 0)
      throw new EngineError("BAD_DATA", "The dataset has no images to train or validate with");
  }
  const plan = planNetwork(task.graph, { inputShape: task.imageShape, classes: classes.length });
  const checkpoint = task.resumeFrom && decodeCheckpoint(task.resumeFrom, { plan, hyperParameters });
  const target = await targetFor(provider);
  const settings = { threads: task.threads ?? availableParallelism(), target };
  const training = await TrainingSession.create(plan, hyperParameters, settings);
  try {
    training.setWeights(checkpoint?.weights ?? initialWeights(plan, hyperParameters.seed));
    if (checkpoint) training.setOptimizerState(checkpoint.optimizerState);
    const validation = await ValidationSession.create(plan, settings);
    try {
      const { bestEpoch, bestWeights, epochs } = await runEpochs(task, {
        plan,
        training,
        validation,
        checkpoint,
      });
      return { bestEpoch, epochs, weights: bestWeights, model: exportModel(plan, bestWeights, classes) };
    } finally {
      await validation.release();
    }
  } catch (error) {
    throw asEngineError(error);
  } finally {
    await training.release();
  }
}

function asEngineError(error: unknown): unknown {
  if (error instanceof Error && /bad_alloc|failed to allocate|out of memory/i.test(error.message)) {
    const message = "The network needs more memory than there is. Try a smaller batch size or fewer filters.";
    return new EngineError("OUT_OF_MEMORY", message, { cause: error });
  }
  return error;
}
