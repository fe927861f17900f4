import { classificationResult } from "#server/contract/classification-result.ts";
import type { RunScoreProps } from "../run-score.tsx";
import { ScoreSummary } from "./score-summary.tsx";

export function ClassificationScore({ result, bestEpoch }: RunScoreProps) {
  return <ScoreSummary {...classificationResult(result)} bestEpoch={bestEpoch} />;
}
