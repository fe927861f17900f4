"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { RunResult } from "#server/contract/run.ts";

const loading = () => <Skeleton className="h-73 sm:h-27" />;
const Score = dynamic(
  async () => (await import("./classification/classification-score.tsx")).ClassificationScore,
  { loading },
);
const RegressionScore = dynamic(
  async () => (await import("./regression/regression-score.tsx")).RegressionScore,
  { loading },
);

export type RunScoreProps = { result: RunResult; bestEpoch: number | null };

/** How good the network is, in the terms of its task: a summary a task. */
export function RunScore(props: RunScoreProps) {
  switch (props.result.target.task) {
    case "classification":
      return <Score {...props} />;
    case "regression":
      return <RegressionScore {...props} target={props.result.target} />;
  }
}
