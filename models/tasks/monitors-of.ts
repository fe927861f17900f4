import type { Metric } from "./define-task.ts";
import { taskOf } from "./index.ts";
import type { TaskTarget } from "./target.ts";

/** What early stopping may watch: a value of `HyperParameters.earlyStopping` and the validation's metric that it means. */
export type Monitor = { value: string; metric: Metric };

/** A validation metric's name beside those of training: `valAccuracy`. */
export function monitorName(metric: string): string {
  return `val${metric.charAt(0).toUpperCase()}${metric.slice(1)}`;
}

/** The loss first, then the task's metrics: `valLoss`, `valAccuracy`. */
export function monitorsOf(target: TaskTarget): Monitor[] {
  const { lossMetric, metrics } = taskOf(target);
  return [lossMetric, ...metrics(target)].map((metric) => ({
    value: monitorName(metric.name),
    metric,
  }));
}
