import { taskOf } from "../tasks/index.ts";
import type { EpochMetrics } from "../training/epoch-metrics.ts";
import { apartText, isApart } from "./apart.ts";
import type { Finding, RunFacts } from "./finding.ts";

/** How far the validation loss lies above its lowest: more than it moves from one epoch to the next. */
const RISEN = 1.05;

/**
 * A network that learns its training pictures by heart: in its last epoch it is better on them than on the validation split
 * by ten points of accuracy (or 1.3 times the RMSE), and the validation loss has risen by a twentieth from its lowest. While
 * it learns, training numbers are means over an epoch with dropout and augmentation on, so they rather lag behind.
 */
export function findGap(facts: RunFacts): Finding | null {
  const { target, epochs } = facts;
  const last = epochs.at(-1);
  if (last === undefined || epochs.length < 2) return null;
  const best = epochs.reduce((lowest, each) =>
    each.validation.loss < lowest.validation.loss ? each : lowest,
  );
  if (!(last.validation.loss > RISEN * best.validation.loss) || !isApart(facts, last)) return null;
  const { lossMetric } = taskOf(target);
  const values = [best, last].map(({ validation }) => lossMetric.format(validation.loss));
  return {
    kind: "gap",
    title: "It learns the training pictures by heart",
    text: `${apartText(facts, last)} Since epoch ${best.epoch} the validation loss has risen, from ${values[0]} to ${values[1]}, while the training loss fell on.`,
    advice: adviceFor(facts, best),
  };
}

function adviceFor({ hyperParameters }: RunFacts, best: EpochMetrics): string[] {
  const { flipHorizontal, flipVertical, weightDecay, earlyStopping } = hyperParameters;
  return [
    ...(flipHorizontal && flipVertical
      ? ["RandomTranslation or RandomRotation after Input: more pictures out of the same ones"]
      : ["random flips in the training settings: a tile seen from above has no upper side"]),
    "Dropout of 0.3 to 0.5 before the last Dense",
    ...(weightDecay === null || weightDecay === 0 ? ["a weight decay of 0.0001"] : []),
    ...(earlyStopping === "none"
      ? [`early stopping on the validation loss: epoch ${best.epoch} was the best one`]
      : []),
  ];
}
