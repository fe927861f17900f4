"use client";

import { useRef, useState } from "react";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { RunResult } from "#server/contract/run.ts";
import { PredictPanel } from "./predict/predict-panel.tsx";
import type { PredictSubject } from "./predict/subject.tsx";
import { usePrediction } from "./predict/use-prediction.ts";
import { RunResults } from "./results/run-results.tsx";

type RunInsightsProps = {
  runId: string;
  cohortId: string;
  versionId: string;
  /** Null until there is one. */
  result: RunResult | null;
  dataset: DatasetInfo | undefined;
  canPredict: boolean;
};

/** What the network has learned, and what it says of whatever one shows it: a mistake that is pressed is asked again. */
export function RunInsights({ runId, cohortId, versionId, result, dataset, canPredict }: RunInsightsProps) {
  const prediction = usePrediction(runId);
  const [subject, setSubject] = useState<PredictSubject | null>(null);
  const predictPanel = useRef<HTMLElement>(null);

  function pickMistake(index: number): void {
    setSubject({ kind: "tile", index });
    prediction.predictTile(index);
    predictPanel.current?.scrollIntoView({ behavior: "smooth", block: "start" });
  }

  return (
    <>
      {result !== null && (
        <RunResults
          cohortId={cohortId}
          versionId={versionId}
          result={result}
          dataset={dataset}
          onPickTile={pickMistake}
        />
      )}
      {canPredict && (
        <PredictPanel
          cohortId={cohortId}
          versionId={versionId}
          subject={subject}
          onSubject={setSubject}
          prediction={prediction}
          panelRef={predictPanel}
        />
      )}
    </>
  );
}
