import { taskOf } from "../tasks/index.ts";
import { formatFraction } from "../tasks/format-measure.ts";
import type { Finding, RunFacts } from "./finding.ts";
import { short } from "./finding.ts";

/** Deviations within which a share is not told from chance: beyond three lies one guesser in 700. */
const DEVIATIONS = 3;
/** One epoch may be too short to have learned anything. */
const LEAST_EPOCHS = 2;
/** The preset tiny-cnn has 11,642 for ten classes: who trains no more than this has nothing smaller to try. */
const FEW_PARAMS = 20_000;

/**
 * A network that knows no more of a picture than who has not seen it. Classification: its best validation accuracy lies
 * within three binomial deviations of the most frequent class's share. Regression: its best R2 is below 9 / n, which the
 * correlation of n unrelated pairs exceeds once in 300 times (its deviation is 1 / sqrt(n)).
 */
export function findChance(facts: RunFacts): Finding | null {
  const { target, epochs, validationTargets, isEnded } = facts;
  if (epochs.length === 0 || (epochs.length < LEAST_EPOCHS && !isEnded)) return null;
  if (validationTargets === null || validationTargets.length === 0) return null;
  const count = validationTargets.length;
  const after = epochs.length === 1 ? "After one epoch" : `After ${epochs.length} epochs`;
  if (target.task === "regression") {
    const best = Math.max(...epochs.map(({ validation }) => validation.r2 ?? Number.NaN));
    if (!(best <= (DEVIATIONS * DEVIATIONS) / count)) return null;
    return {
      kind: "chance",
      title: "It has not learned anything yet",
      text: `${after} its best R² on the validation split is ${best.toFixed(3)}: saying the mean of all values every time would be as good.`,
      advice: adviceFor(facts),
    };
  }
  const most = mostFrequent(validationTargets);
  const chance = most / count;
  const best = Math.max(...epochs.map(({ validation }) => validation.accuracy ?? Number.NaN));
  if (!(best <= chance + DEVIATIONS * Math.sqrt((chance * (1 - chance)) / count))) return null;
  return {
    kind: "chance",
    title: "It is guessing",
    text: `${after} it calls ${formatFraction(best)} of the validation tiles right at best. Saying the most frequent class every time gets ${formatFraction(chance)}.`,
    advice: adviceFor(facts),
  };
}

/** A loss above that of knowing nothing is one of steps that are too long; one that stays there, of none that lead down. */
function adviceFor({ target, hyperParameters, epochs, params }: RunFacts): string[] {
  const { learningRate } = hyperParameters;
  const knowingNothing = taskOf(target).baselineLoss(target);
  const loss = epochs.at(-1)?.train.loss ?? Number.NaN;
  const smaller = `a learning rate of ${short(learningRate / 10)} in place of ${short(learningRate)}`;
  const larger = `a learning rate of ${short(learningRate * 10)} in place of ${short(learningRate)}`;
  const rates = loss > 1.02 * knowingNothing || learningRate >= 0.001 ? [smaller] : [larger, smaller];
  return [
    ...rates,
    "BatchNormalization after each convolution, so that values keep their size from layer to layer",
    params > FEW_PARAMS
      ? "a smaller network first, such as the preset tiny-cnn: if that learns, the fault is in this design"
      : "a network with more filters or units, such as the preset lecture-cnn: this one is small, and may not hold what tells the answers apart",
  ];
}

function mostFrequent(labels: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
