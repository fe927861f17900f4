import type { Objective, Sums } from "#server/engine/objectives/objective.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

export type LossInputs<Settings> = {
  /** As the objective encodes them, int32 or float32 [batch]. */
  targets: string;
  /** How many numbers the last layer gives. */
  length: number;
  settings: Settings;
};

export type LossNodes = {
  /** Sum of the batch's losses, float32 scalar. */
  lossSum: string;
  /** The objective's sums over the batch by name, float32 scalars. */
  sums: Readonly<Record<string, string>>;
  /** Of the loss sum divided by the batch size, as Keras reduces it, [batch, length]. */
  outputGradient: string;
};

/** One example's part of a split's loss and sums. */
type RowScore = { loss: number; sums: Sums };

/**
 * What a task is in the ONNX engine: one file a task, registered in `index.ts`. Everything works on what the last layer
 * gives, float32 [batch, length], and on encoded targets. Use operators that WebGPU's provider has, too.
 */
export type OnnxHead<Settings = unknown> = {
  /** In the training graph: loss, sums and gradient. `classWeights` and the like hold here. */
  emitLoss(this: void, graph: GraphBuilder, output: string, inputs: LossInputs<Settings>): LossNodes;
  /** In the evaluation graph: what `scoreRow` wants of every example, float32 [batch, length]. */
  emitScored(this: void, graph: GraphBuilder, output: string): string;
  /** Loss of one example of a split, without what holds in training alone, and its part of the sums. */
  scoreRow(this: void, row: Float32Array, target: number, settings: Settings): RowScore;
  /**
   * In the exported model: float32 outputs by name, [batch, length] each, as `score/<task>.ts` reads them. The first answers a
   * person: `probabilities`, or `value` in the target's unit. `answer` has the objective's scale behind it already.
   */
  emitAnswers(
    this: void,
    graph: GraphBuilder,
    output: { raw: string; answer: string },
  ): Readonly<Record<string, string>>;
  /** Of the exported model, for whoever feeds it elsewhere: `{ classes: '["Forest","River"]' }`. */
  metadata(this: void, target: Objective["target"]): Readonly<Record<string, string>>;
};

export function defineOnnxHead<Settings>(head: OnnxHead<Settings>): OnnxHead<Settings> {
  return head;
}
