import type { ModelGraph } from "#models/graph/schema.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";

export type TrainingTask = {
  graph: ModelGraph;
  hyperParameters: HyperParameters;
  /** Height, width and channels. */
  imageShape: readonly [number, number, number];
  classes: number;
  counts: { train: number; validation: number; test: number };
};

/** The engine's estimate: bytes of main memory, and seconds of an epoch on a processor like others. */
export type EstimateTraining = (task: TrainingTask) => { memoryBytes: number; epochSeconds: number };
