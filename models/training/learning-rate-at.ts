import type { HyperParameters } from "./hyper-parameters.ts";

export type TrainingPlace = {
  /** Counted from 1 over the whole training. */
  step: number;
  stepsPerEpoch: number;
  /** What `plateauLearningRate` gives for the epochs before. */
  plateauLearningRate: number;
};

/**
 * The learning rate of one step. Keras counts from 0, so step 1 is its iteration 0.
 * - `step`: rate x stepFactor ^ floor(epoch / stepEpochs), epochs from 0.
 * - `cosine`: Keras's CosineDecay, rate x ((1 - alpha) (1 + cos(pi t)) / 2 + alpha), t from 0 after the warm-up to 1 at the
 *   end of the last epoch. Source: Loshchilov and Hutter, "SGDR", 2017.
 * - `plateau`: as the epochs before have left it.
 * - A warm-up multiplies any of these by iteration / warm-up steps, so that the first step has rate 0, as in CosineDecay.
 */
export function learningRateAt(hyperParameters: HyperParameters, place: TrainingPlace): number {
  const { warmupEpochs } = hyperParameters;
  const iteration = place.step - 1;
  const warmupSteps = Math.round(warmupEpochs * place.stepsPerEpoch);
  const rate = scheduled(hyperParameters, place, { iteration, warmupSteps });
  return iteration < warmupSteps ? (rate * iteration) / warmupSteps : rate;
}

function scheduled(
  { schedule, learningRate, stepEpochs, stepFactor, cosineAlpha, epochs }: HyperParameters,
  { stepsPerEpoch, plateauLearningRate }: TrainingPlace,
  { iteration, warmupSteps }: { iteration: number; warmupSteps: number },
): number {
  switch (schedule) {
    case "constant":
      return learningRate;
    case "step":
      return learningRate * stepFactor ** Math.floor(iteration / stepsPerEpoch / stepEpochs);
    case "cosine": {
      if (iteration < warmupSteps) return learningRate;
      const done = Math.min(1, (iteration - warmupSteps) / (epochs * stepsPerEpoch - warmupSteps));
      return learningRate * ((1 - cosineAlpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + cosineAlpha);
    }
    case "plateau":
      return plateauLearningRate;
  }
}
