import type { HyperParameters } from "./hyper-parameters.ts";
import type { EpochMetrics } from "./epoch-metrics.ts";

/**
 * Keras's ReduceLROnPlateau on the validation loss, without cooldown: after `plateauPatience` epochs that did not lower
 * the best loss by more than `plateauMinDelta`, the rate is multiplied by `plateauFactor`, down to `minLearningRate`.
 * @param epochs all that are done; nothing else decides, so a resumed run goes on as an uninterrupted one.
 * @returns the learning rate of the next epoch.
 */
export function plateauLearningRate(
  hyperParameters: HyperParameters,
  epochs: readonly Pick<EpochMetrics, "validation">[],
): number {
  const { plateauFactor, plateauPatience, plateauMinDelta, minLearningRate } = hyperParameters;
  let { learningRate } = hyperParameters;
  let best = Number.POSITIVE_INFINITY;
  let wait = 0;
  for (const { validation } of epochs) {
    if (validation.loss < best - plateauMinDelta) {
      best = validation.loss;
      wait = 0;
      continue;
    }
    wait++;
    if (wait >= plateauPatience && learningRate > minLearningRate) {
      learningRate = Math.max(learningRate * plateauFactor, minLearningRate);
      wait = 0;
    }
  }
  return learningRate;
}
