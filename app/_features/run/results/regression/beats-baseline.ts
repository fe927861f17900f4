import type { RegressionEvaluation } from "#models/tasks/regression/evaluation.ts";

/** "Misses 62 % less than the mean": the RMSE beside the baseline's. */
export function beatsBaseline({ rmse, baseline }: Pick<RegressionEvaluation, "rmse" | "baseline">): string {
  if (!Number.isFinite(rmse) || baseline.rmse === 0) return "Cannot be compared with the mean";
  const percent = Math.round((1 - rmse / baseline.rmse) * 100);
  if (percent === 0) return "Misses as much as the mean";
  return `Misses ${Math.abs(percent)}\u00a0% ${percent > 0 ? "less" : "more"} than the mean`;
}
