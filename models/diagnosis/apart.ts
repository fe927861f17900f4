import { formatFraction } from "../tasks/format-measure.ts";
import { taskOf } from "../tasks/index.ts";
import type { EpochMetrics } from "../training/epoch-metrics.ts";
import type { RunFacts } from "./finding.ts";

/** Ten points of accuracy: several times what a validation split of a thousand is unsure of (3 points). */
const GAP = 0.1;
/** Of an RMSE. */
const GAP_OF_ERROR = 1.3;

/** The network is far better on what it trains on than on the validation split. */
export function isApart({ target }: RunFacts, { train, validation }: EpochMetrics): boolean {
  if (target.task === "regression") {
    return (validation.rmse ?? Number.NaN) > GAP_OF_ERROR * (train.rmse ?? Number.NaN);
  }
  return (train.accuracy ?? Number.NaN) - (validation.accuracy ?? Number.NaN) > GAP;
}

/** Both numbers of an epoch, in a sentence. */
export function apartText({ target }: RunFacts, { epoch, train, validation }: EpochMetrics): string {
  if (target.task === "regression") {
    const { format } = taskOf(target).metrics(target)[0];
    const [known, unknown] = [train.rmse, validation.rmse].map((value) => format(value ?? Number.NaN));
    return `In epoch ${epoch} it misses by ${known} on what it trains on and by ${unknown} on the validation split.`;
  }
  const [known, unknown] = [train.accuracy, validation.accuracy].map((value) =>
    formatFraction(value ?? Number.NaN),
  );
  return `In epoch ${epoch} it calls ${known} of what it trains on right and ${unknown} of the validation split.`;
}
