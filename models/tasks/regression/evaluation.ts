import { z } from "zod";
import { fitOf, NO_RESIDUALS, withResidual, type Fit } from "./fit.ts";
import { residualHistogram } from "./residual-histogram.ts";
import { shownPairs, type Pair } from "./shown-pairs.ts";
import { targetStatistics } from "./target-statistics.ts";

const fit = z.object({ mae: z.number(), rmse: z.number(), bias: z.number(), r2: z.number() });

/** The score of a network on one split; all but the loss and R2 in the target's unit. */
export const regressionEvaluation = z.object({
  count: z.int(),
  /** The training's loss on standardised values, without L1 and L2. */
  loss: z.number(),
  ...fit.shape,
  /** What predicting the training split's mean every time would score. */
  baseline: fit.extend({ mean: z.number() }),
  /** For a plot, ordered by value: see `shownPairs`. */
  pairs: z.array(z.tuple([z.number(), z.number()])),
  residuals: z.object({ start: z.number(), width: z.number(), counts: z.array(z.int()) }).nullable(),
});
export type RegressionEvaluation = z.infer<typeof regressionEvaluation>;

/** A validation picture that the network missed by far, the worst first; values in the target's unit. */
const regressionMistake = z.object({
  /** Index into the validation split. */
  index: z.int().min(0),
  actual: z.number(),
  predicted: z.number(),
});
export type RegressionMistake = z.infer<typeof regressionMistake>;

type Scored = {
  pairs: readonly Readonly<Pair>[];
  /** Summed over all pairs. */
  lossSum: number;
  /** Mean of the training split's targets. */
  trainMean: number;
};

/** Scores pairs of true and predicted values in the target's unit; see `fitOf` for the measures. */
export function regressionEvaluationOf({ pairs, lossSum, trainMean }: Scored): RegressionEvaluation {
  const { standardDeviation } = targetStatistics(pairs.map(([actual]) => actual));
  const scored = (predict: (pair: Readonly<Pair>) => number): Fit => {
    const sums = pairs.reduce((known, pair) => withResidual(known, predict(pair) - pair[0]), NO_RESIDUALS);
    return fitOf(sums, standardDeviation ** 2);
  };
  return {
    count: pairs.length,
    loss: pairs.length === 0 ? 0 : lossSum / pairs.length,
    ...scored(([, predicted]) => predicted),
    baseline: { mean: trainMean, ...scored(() => trainMean) },
    pairs: shownPairs(pairs),
    residuals: residualHistogram(pairs.map(([actual, predicted]) => predicted - actual)),
  };
}

const MISTAKES_KEPT = 24;

/** The pairs that miss by most, by their place among all of them. */
export function worstOf(pairs: readonly Readonly<Pair>[]): RegressionMistake[] {
  return pairs
    .map(([actual, predicted], index) => ({ index, actual, predicted }))
    .toSorted((a, b) => missOf(b) - missOf(a) || a.index - b.index)
    .slice(0, MISTAKES_KEPT);
}

function missOf({ actual, predicted }: RegressionMistake): number {
  return Math.abs(predicted - actual);
}
