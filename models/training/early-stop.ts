import type { HyperParameters } from "./hyper-parameters.ts";
import type { EpochMetrics } from "./metrics.ts";

type Monitored = Pick<EpochMetrics, "valLoss" | "valAccuracy">;

/**
 * The one rule of which epoch is the best, whose weights a run keeps: the highest validation accuracy, of equal ones
 * the lowest validation loss; or the lowest validation loss where early stopping watches that.
 */
export function isBetter(
  { earlyStopping }: Pick<HyperParameters, "earlyStopping">,
  metrics: Monitored,
  best: Monitored | undefined,
): boolean {
  if (best === undefined) return true;
  if (earlyStopping === "valLoss") return metrics.valLoss < best.valLoss;
  if (metrics.valAccuracy !== best.valAccuracy) return metrics.valAccuracy > best.valAccuracy;
  return metrics.valLoss < best.valLoss;
}

/**
 * Keras's EarlyStopping: how many epochs in a row have brought no improvement of more than `earlyStoppingMinDelta`; 0
 * where nothing is watched.
 * @param epochs all that are done; nothing else decides, so a resumed run ends where an uninterrupted one does.
 */
export function epochsWithoutImprovement(
  { earlyStopping, earlyStoppingMinDelta }: HyperParameters,
  epochs: readonly Monitored[],
): number {
  if (earlyStopping === "none") return 0;
  let best = Number.NEGATIVE_INFINITY;
  let wait = 0;
  for (const { valLoss, valAccuracy } of epochs) {
    const value = earlyStopping === "valLoss" ? -valLoss : valAccuracy;
    wait++;
    if (value - earlyStoppingMinDelta > best) {
      best = value;
      wait = 0;
    }
  }
  return wait;
}

/** Whether early stopping ends the run after these epochs. */
export function stopsEarly(hyperParameters: HyperParameters, epochs: readonly Monitored[]): boolean {
  const { earlyStopping, earlyStoppingPatience } = hyperParameters;
  return (
    earlyStopping !== "none" && epochsWithoutImprovement(hyperParameters, epochs) >= earlyStoppingPatience
  );
}
