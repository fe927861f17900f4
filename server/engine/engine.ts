import type { TaskTarget } from "#models/tasks/target.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { CurvePoint } from "#models/runs/step-curve.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import type { OutputScale } from "./objectives/objective.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";
import type { FeatureStore } from "./frozen/feature-file.ts";
import type { Split } from "./split.ts";
import type { StoredWeights } from "./weights/starting-weights.ts";
import type { WeightValues } from "./weights/weight-values.ts";

/** Where a training is. */
export type TrainProgress = {
  phase: "training" | "validating";
  /** Counted from 1. */
  epoch: number;
  epochs: number;
  /** Steps done in this epoch, and how many it has. */
  step: number;
  steps: number;
  /** Mean over this epoch so far; null before its first step. */
  loss: number | null;
  /** The task's metrics over this epoch so far; none before its first step. */
  metrics: Readonly<Record<string, number>>;
  imagesPerSecond: number | null;
  /** Until the end of the last epoch; null until it can be told. */
  secondsLeft: number | null;
  /** What the steps since the last report measured; null where there were none. */
  recent: CurvePoint | null;
};

export type FinishedEpoch = {
  metrics: EpochMetrics;
  /** Better than all epochs before it by the rule of `isBetter`. */
  isBest: boolean;
  /** A safetensors file with all that `resumeFrom` needs to go on after this epoch. */
  checkpoint: () => Uint8Array;
};

/** A training that stops within an epoch, or before its validation. */
export type PausedTraining = {
  /** The epoch it stops in, counted from 1. */
  epoch: number;
  /** Steps done in this epoch, and how many it has. */
  step: number;
  steps: number;
  /** A safetensors file with which `resumeFrom` goes on at the next step. */
  checkpoint: () => Uint8Array;
};

export type TrainTask = {
  graph: ModelGraph;
  hyperParameters: HyperParameters;
  target: TaskTarget;
  imageShape: InputShape;
  train: Split;
  validation: Split;
  /** Aborted between two steps: `train` then rejects with EngineError CANCELLED. */
  signal?: AbortSignal;
  /** Aborted between two steps: `train` calls `onPause`, then rejects with EngineError PAUSED. */
  pauseSignal?: AbortSignal;
  /** CPU threads; all cores by default. */
  threads?: number;
  /** What it begins from instead of fresh weights, layer by layer where name and shapes are the same. */
  startFrom?: StoredWeights;
  /** A checkpoint of the same graph and hyper-parameters, begun from the same weights. */
  resumeFrom?: Uint8Array;
  /** Where what frozen layers make of the examples is kept, so that it is worked out once; each step does it without. */
  featureStore?: FeatureStore;
  /** While that is worked out: of how many examples it is there. */
  onFeatures?: (done: number, total: number) => void;
  /** At once after the first step, then at most five times a second. */
  onProgress?: (progress: TrainProgress) => void;
  onEpoch?: (epoch: FinishedEpoch) => void | Promise<void>;
  onPause?: (paused: PausedTraining) => void | Promise<void>;
};

export type TrainOutcome = {
  /** The epoch whose weights these are: the best by the rule of `isBetter`. */
  bestEpoch: number;
  /** Of all epochs, those before a resume as well; fewer than planned where early stopping ended the run. */
  epochs: readonly EpochMetrics[];
  weights: WeightValues;
  /** Behind the last layer in every exported file; null where its numbers are the answer. */
  outputScale: OutputScale | null;
  /** The trained network as an ONNX file: see `exportModel`. */
  model: Uint8Array;
};

/** What trains networks. Each engine gives the same results, to rounding, from the same task. */
export type Engine = {
  name: string;
  /** @throws EngineError INVALID_GRAPH, NOT_FINITE, OUT_OF_MEMORY, CANCELLED, PAUSED, BAD_CHECKPOINT or BAD_DATA. */
  train: (task: TrainTask) => Promise<TrainOutcome>;
};
