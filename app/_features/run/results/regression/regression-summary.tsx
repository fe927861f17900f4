import { formatLoss } from "../../format.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import type { RegressionEvaluation } from "#models/tasks/regression/evaluation.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { RegressionTarget } from "#models/tasks/target.ts";
import { keptFrom, ScoreFrame } from "../score-frame.tsx";
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
    <ScoreFrame
      label="Test RMSE"
      value={
        <>
          {formatValue(test.rmse, "")}
          {unit !== "" && <span className="text-2xl font-medium">{`\u00a0${unit}`}</span>}
        </>
      }
      about={quantity}
      measures={[
        ["MAE", formatValue(test.mae, unit)],
        ["R²", test.r2.toFixed(3)],
        ["Mean error", formatValue(test.bias, unit)],
        ["Test loss", formatLoss(test.loss)],
        ["Validation RMSE", formatValue(validation.rmse, unit)],
        keptFrom(bestEpoch),
      ]}
    >
      <span className="font-medium">{beatsBaseline(test)}.</span>{" "}
      <span className="text-muted-foreground">
        Whoever predicts the training split’s mean, {formatValue(baseline.mean, unit)}, every time has an RMSE
        of {formatValue(baseline.rmse, unit)} and an MAE of {formatValue(baseline.mae, unit)} on the same{" "}
        {formatCount(test.count)} test examples: that is what knowing nothing about the single one gives.
      </span>
    </ScoreFrame>
  );
}
