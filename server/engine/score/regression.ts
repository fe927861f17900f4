import { regressionEvaluationOf, worstOf } from "#models/tasks/regression/evaluation.ts";
import { lossNamed, lossOf } from "#models/tasks/regression/losses.ts";
import type { Pair } from "#models/tasks/regression/shown-pairs.ts";
import { valueScaleOf } from "#models/tasks/regression/standardise.ts";
import type { Scorer, ScorerTask } from "./define-scorer.ts";

/** Predicted against true values, what follows from them, and beside it what the training split's mean would score. */
export function regressionScorer({ trainTargets, loss }: ScorerTask): Scorer {
  const { scale, offset } = valueScaleOf(trainTargets);
  const name = lossNamed(loss);
  const pairs: Pair[] = [];
  let lossSum = 0;
  return {
    add({ answers: { value }, row, actual }) {
      const predicted = value?.[row];
      if (predicted === undefined) throw new Error("The model gives no value");
      pairs.push([actual, predicted]);
      lossSum += lossOf(name, (predicted - actual) / scale);
      return predicted;
    },
    outcome: () => ({
      evaluation: regressionEvaluationOf({ pairs, lossSum, trainMean: offset }),
      mistakes: worstOf(pairs),
    }),
  };
}
