import type * as TensorFlow from "@tensorflow/tfjs";
import type { Tensor } from "../layer-context.ts";
import type { TensorFlowJs } from "../load-tensorflow.ts";

export type TfjsHeadInputs<Settings> = {
  /** As the objective encodes them, int32 or float32 [batch]. */
  targets: TensorFlow.Tensor1D;
  settings: Settings;
};

/** What a task is in the TensorFlow.js engine: one file a task, registered in `index.ts`. Outputs are [batch, length]. */
export type TfjsHead<Settings = unknown> = {
  /** Of each example, [batch]; differentiable. `classWeights` and the like hold here. */
  losses(this: void, tf: TensorFlowJs, output: Tensor, inputs: TfjsHeadInputs<Settings>): Tensor;
  /** Of a split's batch, a scalar, without what holds in training alone. */
  lossSum(this: void, tf: TensorFlowJs, output: Tensor, inputs: TfjsHeadInputs<Settings>): Tensor;
  /** The objective's sums over the batch by name, float32 scalars. */
  sums(
    this: void,
    tf: TensorFlowJs,
    output: Tensor,
    inputs: TfjsHeadInputs<Settings>,
  ): Readonly<Record<string, Tensor>>;
};
