import { taskOf } from "../tasks/index.ts";
import type { Finding, RunFacts } from "./finding.ts";

/** More than a validation loss moves from one epoch to the next once it has settled. */
const FALL = 0.97;

/** A run that ended while its validation loss was falling: its last epoch is its best, by 3 % of the one before. */
export function findStillLearning({ target, epochs, isEnded, hyperParameters }: RunFacts): Finding | null {
  const [before, last] = epochs.slice(-2);
  if (!isEnded || before === undefined || last === undefined) return null;
  if (epochs.length < hyperParameters.epochs) return null;
  const isLowest = epochs.every((each) => each === last || each.validation.loss > last.validation.loss);
  if (!isLowest || !(last.validation.loss < FALL * before.validation.loss)) return null;
  const { format } = taskOf(target).lossMetric;
  return {
    kind: "still-learning",
    title: "It was still learning when it ended",
    text: `In its last epoch the validation loss fell from ${format(before.validation.loss)} to ${format(last.validation.loss)}, the lowest of all.`,
    advice: [`more epochs: ${2 * hyperParameters.epochs} in place of ${hyperParameters.epochs}`],
  };
}
