import type { ListedNetwork } from "#models/graph/list-network.ts";
import type { StepCurve } from "#models/runs/step-curve.ts";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { RunHistory } from "./run-history.ts";

/** A run that was handed in, as it is looked at beside its grade. */
export type SubmittedWork = {
  target: TaskTarget;
  plannedEpochs: number;
  /** As the graph names them, for comments on one. */
  layerNames: string[];
  network: ListedNetwork;
  history: RunHistory;
  curve: StepCurve | null;
  /** null until there is one, and while a competition hides it. */
  test: AnyEvaluation | null;
  validation: AnyEvaluation | null;
};
