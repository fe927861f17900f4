import { fitOf } from "#models/tasks/regression/fit.ts";
import { lossNamed, type RegressionLoss } from "#models/tasks/regression/losses.ts";
import { standardised, valueScaleOf, type ValueScale } from "#models/tasks/regression/standardise.ts";
import type { Objective, ObjectiveTask } from "./objective.ts";

export type RegressionSettings = { loss: RegressionLoss };

const AS_IT_IS: ValueScale = { scale: 1, offset: 0 };

/**
 * One number, learned standardised. Sums over standardised values: `error`, `absolute` and `squared` of predicted less true,
 * and `target` and `targetSquares`, from which their variance follows.
 */
export function regressionObjective({
  target,
  hyperParameters,
  trainTargets,
}: ObjectiveTask): Objective<RegressionSettings> {
  const outputScale = trainTargets === null ? AS_IT_IS : valueScaleOf(trainTargets);
  const { scale } = outputScale;
  return {
    target,
    targetType: "float32",
    encode: (value) => standardised(value, outputScale),
    settings: { loss: lossNamed(hyperParameters.loss) },
    metricsOf(sums, count) {
      const { error = Number.NaN, absolute = Number.NaN, squared = Number.NaN } = sums;
      const { target: total = Number.NaN, targetSquares = Number.NaN } = sums;
      const variance = targetSquares / count - (total / count) ** 2;
      const { rmse, mae, r2 } = fitOf({ count, error, absolute, squared }, variance);
      return { rmse: rmse * scale, mae: mae * scale, r2 };
    },
    outputScale,
  };
}
