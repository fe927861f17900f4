import type { RegressionTarget } from "#models/tasks/target.ts";
import { regressionResult } from "#server/contract/regression-result.ts";
import type { RunScoreProps } from "../run-score.tsx";
import { RegressionSummary } from "./regression-summary.tsx";

export function RegressionScore({ result, bestEpoch, target }: RunScoreProps & { target: RegressionTarget }) {
  return <RegressionSummary target={target} {...regressionResult(result)} bestEpoch={bestEpoch} />;
}
