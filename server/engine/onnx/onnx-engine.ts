import type { Objective } from "../objectives/objective.ts";
import { availableParallelism } from "node:os";
import type { Engine, TrainTask } from "../engine.ts";
import { trainNetwork } from "../train/train-network.ts";
import type { TrainableNetwork } from "../train/trainable-network.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { Provider } from "./session/target.ts";
import { targetFor } from "./session/target-for.ts";
import { TrainingSession } from "./session/training-session.ts";
import { ValidationSession } from "./session/validation-session.ts";

/** Trains with ONNX Runtime: one graph holds forward, loss, backward and optimizer. */
export function createOnnxEngine(provider: Provider): Engine {
  return {
    name: "onnx",
    train: (task) =>
      trainNetwork(task, (plan, objective, startedLayers) =>
        openNetwork(plan, task, { provider, objective, startedLayers }),
      ),
  };
}

/** On the CPU. */
export const onnxEngine = createOnnxEngine("cpu");

type Opening = { provider: Provider; objective: Objective; startedLayers: ReadonlySet<string> };

async function openNetwork(
  plan: NetworkPlan,
  task: TrainTask,
  { provider, objective, startedLayers }: Opening,
): Promise<TrainableNetwork> {
  const target = await targetFor(provider);
  const settings = { threads: task.threads ?? availableParallelism(), target };
  const training = await TrainingSession.create(plan, task.hyperParameters, {
    ...settings,
    objective,
    startedLayers,
  });
  try {
    const validation = await ValidationSession.create(plan, { ...settings, objective });
    return {
      step: (batch, at, fill) => training.step(batch, at, fill),
      download: () => training.download(),
      weights: () => training.weights(),
      setWeights: (values) => training.setWeights(values),
      optimizerState: () => training.optimizerState(),
      setOptimizerState: (state) => training.setOptimizerState(state),
      score: (split, onBatch) => validation.score(split, training.weightVectors(), onBatch),
      async release() {
        await validation.release();
        await training.release();
      },
    };
  } catch (error) {
    await training.release();
    throw error;
  }
}
