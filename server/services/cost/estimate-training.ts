import type { InputShape } from "#models/datasets/descriptor.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";

export type TrainingTask = {
  graph: ModelGraph;
  hyperParameters: HyperParameters;
  /** Height, width and channels, or steps and columns. */
  imageShape: InputShape;
  target: TaskTarget;
  counts: { train: number; validation: number; test: number };
};

export type TrainingEstimate = {
  /** Of main memory. */
  memoryBytes: number;
  /** Of one epoch on a processor like others. */
  epochSeconds: number;
  /** Before the first epoch, for frozen layers. */
  onceSeconds: number;
  /** A sum of weights and activations, since the engine's own estimate was not there in time. */
  isSimple: boolean;
};

type EstimateOptions = {
  /** Nobody waits for this one alone: it comes after what somebody does, and is soon given up for the simple one. */
  isBackground?: boolean;
};

/** @throws AppError INVALID_GRAPH. */
export type EstimateTraining = (task: TrainingTask, options?: EstimateOptions) => Promise<TrainingEstimate>;
