import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { TaskTarget } from "#models/tasks/target.ts";

/** Sums over examples by name, of which an epoch's metrics are made: `{ correct: 412 }`. */
export type Sums = Readonly<Record<string, number>>;

/** What makes a network's own number one in the target's unit: `scale` times it, plus `offset`. */
export type OutputScale = { scale: number; offset: number };

/**
 * What one training learns by, the same in every engine: worked out once, from the task, the hyper-parameters and the
 * targets of the training split. A task has a file here that makes its own, registered in `index.ts`.
 */
export type Objective<Settings = unknown> = {
  target: TaskTarget;
  /** How engines are fed targets, one number an example. */
  targetType: "int32" | "float32";
  /** A target of the dataset as the network learns it: a class as it is, a value standardised. */
  encode(this: void, value: number): number;
  /** For the task's heads alone: label smoothing and class weights, or the loss's name and the scale. */
  settings: Settings;
  /** The metrics of `TaskDefinition.metrics`, from the sums that the heads add up over `count` examples of a split. */
  metricsOf(this: void, sums: Sums, count: number): Record<string, number>;
  /** Goes into the exported model, behind the network's last layer; null where its numbers are the answer. */
  outputScale: OutputScale | null;
};

export type ObjectiveTask = {
  target: TaskTarget;
  hyperParameters: HyperParameters;
  /** Of the training split; null where only the cost of training is asked, and any will do. */
  trainTargets: ArrayLike<number> | null;
};

/** @throws EngineError BAD_DATA for settings that do not fit the target. */
export type MakeObjective = (task: ObjectiveTask) => Objective;
