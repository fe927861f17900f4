"use client";

import { classificationResult } from "#server/contract/classification-result.ts";
import { regressionResult } from "#server/contract/regression-result.ts";
import type { RunResult } from "#server/contract/run.ts";
import { RegressionSummary } from "./regression/regression-summary.tsx";
import { ScoreSummary } from "./classification/score-summary.tsx";

type RunScoreProps = { result: RunResult; bestEpoch: number | null };

/** How good the network is, in the terms of its task: a summary a task. */
export function RunScore({ result, bestEpoch }: RunScoreProps) {
  switch (result.target.task) {
    case "classification":
      return <ScoreSummary {...classificationResult(result)} bestEpoch={bestEpoch} />;
    case "regression":
      return <RegressionSummary target={result.target} {...regressionResult(result)} bestEpoch={bestEpoch} />;
  }
}
