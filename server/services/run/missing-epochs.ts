import type { TaskTarget } from "#models/tasks/target.ts";
import { isBetter } from "#models/training/early-stop.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";

/** Those of a checkpoint's epochs that a history of `recorded` epochs lacks, as they would have been recorded. */
export function missingEpochs(
  epochs: readonly EpochMetrics[],
  recorded: number,
  { hyperParameters, target }: { hyperParameters: HyperParameters; target: TaskTarget },
): { metrics: EpochMetrics; isBest: boolean }[] {
  let best: EpochMetrics | undefined;
  return epochs
    .map((metrics) => {
      const isBest = isBetter(hyperParameters, target, { now: metrics, best });
      if (isBest) best = metrics;
      return { metrics, isBest };
    })
    .filter(({ metrics }) => metrics.epoch > recorded);
}
