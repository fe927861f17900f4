import type { Objective } from "./objectives/objective.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { fillRandom } from "./train/batches/fill-random.ts";
import { EngineError } from "./engine-error.ts";
import { asMap } from "./inputs.ts";
import { TrainingSession } from "./onnx/session/training-session.ts";
import type { NetworkPlan } from "./weights/network-plan.ts";
import { permuteAxes } from "./weights/permute-axes.ts";
import type { WeightValues } from "./weights/weight-values.ts";

export type ReplayTask = {
  plan: NetworkPlan;
  hyperParameters: HyperParameters;
  /** One a step. */
  learningRates: readonly number[];
  objective: Objective;
  weights: WeightValues;
  /** float32 [steps, batch, height, width, channels] of pictures, 0..1, or [steps, batch, rows, columns] of windows. */
  x: Float32Array;
  /** Encoded targets, [steps, batch]: classes as int32, standardised values as float32. */
  y: Int32Array | Float32Array;
  threads: number;
};

export type Replay = {
  /** Of each step's batch before the step moves the weights, float32 [steps]. */
  losses: Float32Array;
  weights: WeightValues;
};

/**
 * Takes given training steps from given weights.
 * @throws EngineError NOT_FINITE where a loss or a weight becomes infinite or no number.
 */
export async function replay(task: ReplayTask): Promise<Replay> {
  const { plan, hyperParameters, learningRates, objective, threads } = task;
  const steps = learningRates.length;
  const [imagesLength, count] = [task.x.length / steps, task.y.length / steps];
  const session = await TrainingSession.create(plan, hyperParameters, {
    threads,
    objective,
    takesPixels: true,
  });
  try {
    session.setWeights(task.weights);
    const losses = new Float32Array(steps);
    for (const [index, learningRate] of learningRates.entries()) {
      const step = index + 1;
      const images = task.x.subarray(index * imagesLength, step * imagesLength);
      const batch = {
        count,
        images: permuteAxes(images, [count, ...asMap(plan.inputShape)], [0, 3, 1, 2]),
        targets: task.y.slice(index * count, step * count),
      };
      const { lossSum } = await session.step(batch, { step, learningRate }, (values, layer, draw) =>
        fillRandom(values, draw, { seed: hyperParameters.seed, step, layer }),
      );
      losses[index] = lossSum / count;
      if (!Number.isFinite(lossSum))
        throw notFinite(`The loss became infinite or not a number in step ${step}`);
    }
    await session.download();
    const weights = session.weights();
    const broken = [...weights].find(([, values]) => !values.every(Number.isFinite));
    if (broken) throw notFinite(`${broken[0]} became infinite or not a number by step ${steps}`);
    return { losses, weights };
  } finally {
    await session.release();
  }
}

function notFinite(message: string): EngineError {
  return new EngineError("NOT_FINITE", `${message}: try a smaller learning rate, or look at the values in x`);
}
