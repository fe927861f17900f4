"use client";

import { ClassificationResults } from "./classification/classification-results.tsx";
import { RegressionResults } from "./regression/regression-results.tsx";
import type { RunResultsProps } from "./run-results-props.ts";

/** What the network has learned and where it fails: a component a task. */
export function RunResults(props: RunResultsProps) {
  switch (props.result.target.task) {
    case "classification":
      return <ClassificationResults {...props} />;
    case "regression":
      return <RegressionResults {...props} target={props.result.target} />;
  }
}
