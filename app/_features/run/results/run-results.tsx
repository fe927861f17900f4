"use client";

import type { RunResult } from "#server/contract/run.ts";
import { ClassificationResults } from "./classification/classification-results.tsx";

export type RunResultsProps = {
  cohortId: string;
  versionId: string;
  result: RunResult;
  onPickTile: (validationIndex: number) => void;
};

/** What the network has learned and where it fails: a component a task. */
export function RunResults(props: RunResultsProps) {
  switch (props.result.target.task) {
    case "classification":
      return <ClassificationResults {...props} />;
    case "regression":
      return null;
  }
}
