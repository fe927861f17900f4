import type { Sums } from "../objectives/objective.ts";
import type { Batch } from "./batches/epoch-batches.ts";
import type { Draw } from "./batches/fill-random.ts";
import type { Split } from "../split.ts";
import type { WeightValues } from "../weights/weight-values.ts";

/** Where a step is, counted from 1 over the whole training, and the learning rate that it takes. */
export type StepAt = { step: number; learningRate: number };

export type StepResult = {
  /** Sum over the batch. */
  lossSum: number;
  /** The objective's, over the batch. */
  sums: Sums;
};

/** Draws what a layer asks for; `index` counts such layers. */
export type FillMask = (values: Uint8Array | Float32Array, index: number, draw: Draw) => void;

/** `loss` is a mean, `sums` are the objective's over the split. */
export type SplitScore = { loss: number; sums: Sums };

/** A network being trained, in whichever engine: weights and optimizer state, moved by one step at a time. */
export type TrainableNetwork = {
  /** One optimizer step on a batch. */
  step: (batch: Batch, at: StepAt, fill: FillMask) => Promise<StepResult>;
  /** To be awaited after steps and before weights or optimizer state are read: on a GPU it may fetch them. */
  download: () => Promise<void>;
  /** A copy of all weights in Keras's layout. */
  weights: () => WeightValues;
  setWeights: (values: WeightValues) => void;
  /** A copy of what the optimizer remembers, by `<weight>/<slot>`. */
  optimizerState: () => Map<string, Float32Array>;
  setOptimizerState: (state: ReadonlyMap<string, Float32Array>) => void;
  /** The weights on a split, as the network is used, by the loss of the training without class weights. @param onBatch called before each batch; what it throws ends it. */
  score: (split: Split, onBatch: () => void) => Promise<SplitScore>;
  release: () => Promise<void>;
};
