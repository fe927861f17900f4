import type { ModelGraph } from "../graph/schema.ts";
import type { UnitActivity } from "../runs/unit-activity.ts";
import type { StepCurve } from "../runs/step-curve.ts";
import type { TaskTarget } from "../tasks/target.ts";
import type { EpochMetrics } from "../training/epoch-metrics.ts";
import type { HyperParameters } from "../training/hyper-parameters.ts";

/** What is known of a run when it is looked at. */
export type RunFacts = {
  target: TaskTarget;
  graph: ModelGraph;
  hyperParameters: HyperParameters;
  /** Of its network. */
  params: number;
  epochs: readonly EpochMetrics[];
  curve: StepCurve | null;
  /** Of the validation split: a class or a value each; null while they are not known. */
  validationTargets: readonly number[] | null;
  /** Once it has finished; null for networks without a ReLU layer, too. */
  activity: UnitActivity | null;
  /** No epoch comes after these. */
  isEnded: boolean;
};

/** Something that is wrong with how a run learns, on its own numbers and in a learner's words. */
export type Finding = {
  kind: "chance" | "rising-loss" | "late-statistics" | "gap" | "dead-units" | "still-learning";
  title: string;
  text: string;
  /** What to try, the likeliest first. */
  advice: string[];
};

/** `0.001` of a learning rate or another setting, without digits that say nothing. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
