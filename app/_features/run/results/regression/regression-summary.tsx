import { formatLoss } from "../../format.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import type { RegressionEvaluation } from "#models/tasks/regression/evaluation.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { RegressionTarget } from "#models/tasks/target.ts";
import { beatsBaseline } from "./beats-baseline.ts";

type RegressionSummaryProps = {
  target: RegressionTarget;
  test: RegressionEvaluation;
  validation: RegressionEvaluation;
  bestEpoch: number | null;
};

export function RegressionSummary({ target, test, validation, bestEpoch }: RegressionSummaryProps) {
  const { unit, quantity } = target;
  const { baseline } = test;
  return (
    <section aria-label="Score" className="grid gap-x-8 gap-y-4 sm:grid-cols-[auto_1fr] sm:items-center">
      <div>
        <p className="text-muted-foreground text-sm">Test RMSE</p>
        <p className="text-5xl font-semibold tracking-tight whitespace-nowrap tabular-nums">
          {formatValue(test.rmse, "")}
          {unit !== "" && <span className="text-2xl font-medium">{`\u00a0${unit}`}</span>}
        </p>
      </div>
      <div className="min-w-0 space-y-3">
        <p className="max-w-prose text-sm">
          <span className="font-medium">{beatsBaseline(test)}.</span>{" "}
          <span className="text-muted-foreground">
            Whoever predicts the training split’s mean, {formatValue(baseline.mean, unit)}, every time has an
            RMSE of {formatValue(baseline.rmse, unit)} and an MAE of {formatValue(baseline.mae, unit)} on the
            same {formatCount(test.count)} test examples: that is what knowing nothing about the single one
            gives.
          </span>
        </p>
        <dl aria-label={quantity} className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          <Measure name="MAE" value={formatValue(test.mae, unit)} />
          <Measure name="R²" value={test.r2.toFixed(3)} />
          <Measure name="Mean error" value={formatValue(test.bias, unit)} />
          <Measure name="Test loss" value={formatLoss(test.loss)} />
          <Measure name="Validation RMSE" value={formatValue(validation.rmse, unit)} />
          <Measure name="Weights kept from" value={bestEpoch === null ? "–" : `epoch ${bestEpoch}`} />
        </dl>
      </div>
    </section>
  );
}

function Measure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="font-medium tabular-nums">{value}</dd>
    </div>
  );
}
