import type { Metric } from "../tasks/define-task.ts";
import { taskOf } from "../tasks/index.ts";
import { monitorsOf } from "../tasks/monitors-of.ts";
import type { TaskTarget } from "../tasks/target.ts";
import type { EpochMetrics } from "./epoch-metrics.ts";
import type { HyperParameters } from "./hyper-parameters.ts";

type Monitored = Pick<EpochMetrics, "validation">;

/**
 * The one rule of which epoch is the best, whose weights a run keeps: that of the best validation value of what early
 * stopping watches, else of the task's primary metric; of equal ones that of the lowest validation loss.
 * @param best the best so far; none before the first.
 */
export function isBetter(
  { earlyStopping }: Pick<HyperParameters, "earlyStopping">,
  target: TaskTarget,
  { now, best }: { now: Monitored; best: Monitored | undefined },
): boolean {
  if (best === undefined) return true;
  const watched = watchedBy(earlyStopping, target);
  const [value, before] = [goodness(now, watched), goodness(best, watched)];
  if (value !== before) return value > before;
  return now.validation.loss < best.validation.loss;
}

/**
 * Keras's EarlyStopping: how many epochs in a row have brought no improvement of more than `earlyStoppingMinDelta`; 0
 * where nothing is watched.
 * @param epochs all that are done; nothing else decides, so a resumed run ends where an uninterrupted one does.
 */
function epochsWithoutImprovement(
  { earlyStopping, earlyStoppingMinDelta }: HyperParameters,
  target: TaskTarget,
  epochs: readonly Monitored[],
): number {
  if (earlyStopping === "none") return 0;
  const watched = watchedBy(earlyStopping, target);
  let best = Number.NEGATIVE_INFINITY;
  let wait = 0;
  for (const epoch of epochs) {
    const value = goodness(epoch, watched);
    wait++;
    if (value - earlyStoppingMinDelta > best) {
      best = value;
      wait = 0;
    }
  }
  return wait;
}

/** Whether early stopping ends the run after these epochs. */
export function stopsEarly(
  hyperParameters: HyperParameters,
  target: TaskTarget,
  epochs: readonly Monitored[],
): boolean {
  const { earlyStopping, earlyStoppingPatience } = hyperParameters;
  return (
    earlyStopping !== "none" &&
    epochsWithoutImprovement(hyperParameters, target, epochs) >= earlyStoppingPatience
  );
}

function watchedBy(earlyStopping: string, target: TaskTarget): Metric {
  const watched = monitorsOf(target).find(({ value }) => value === earlyStopping)?.metric;
  return watched ?? taskOf(target).metrics(target)[0];
}

/** Higher is better. */
function goodness({ validation }: Monitored, { name, direction }: Metric): number {
  const value = validation[name] ?? Number.NaN;
  return direction === "higher" ? value : -value;
}
