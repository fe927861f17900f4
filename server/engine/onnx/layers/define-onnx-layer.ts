import type { LayerSettings, LayerType } from "#models/layers/index.ts";
import type { Shape, WeightSpec } from "#models/layers/define-layer.ts";
import type { Border } from "../../weights/network-plan.ts";
import type { BlockedValues } from "../passes/blocked-values.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

type WeightName = WeightSpec["name"];

/**
 * A value and its shape as Keras gives it, without the batch axis. [h, w, c] lies in memory as [batch, c, h, w]. A sequence
 * [steps, c] is a map of one row here, [1, steps, c].
 */
export type LayerValue = { name: string; shape: Shape };

export type LayerContext<Type extends LayerType> = {
  graph: GraphBuilder;
  blocked: BlockedValues;
  settings: LayerSettings<Type>;
  inputs: readonly [LayerValue, ...LayerValue[]];
  outputShape: Shape;
  /** What comes out is a sequence, which Keras gives one axis less than `outputShape`. */
  isSequence: boolean;
  /** Zeros around the first input that its shape leaves out; given to convolutions alone. */
  border: Border | undefined;
  /** True in the graph that trains, false in the graph that evaluates or is exported. */
  isTraining: boolean;
  /** Its weights do not train, so it computes in training as it does in use. */
  isFrozen: boolean;
  /** A weight in the layer's ONNX layout. */
  weight: (name: WeightName) => string;
  /** uint8, 0 or 1, of a shape as Keras gives it; 0 with probability `rate`, new in each step. */
  randomMask: (rate: number, shape: Shape) => string;
  /** float32 of the first input's shape, normal of mean 0 and deviation 1, new in each step. */
  randomNormal: () => string;
  /** float32 in [0, 1) of a shape as Keras gives it, new in each step. A layer draws once, of one kind. */
  randomUniform: (shape: Shape) => string;
};

/** Gradients are emitted only when called for, so a layer at the bottom spends nothing on its input's. */
type LayerGradients = {
  inputs: readonly (() => string)[];
  weights: Partial<Record<WeightName, string>>;
};

export type LayerOutput = {
  output: string;
  /** New values of weights that no gradient moves, such as moving statistics. */
  updates?: Partial<Record<WeightName, string>>;
  /** From the loss's gradient for the output, those for the inputs and weights. */
  backward: (gradient: string) => LayerGradients;
};

/** How the `onnx` engine computes one kind of layer: one file a layer exports one of these. */
export type OnnxLayer<Type extends LayerType> = {
  type: Type;
  /** The axes of Keras's weight in the order in which ONNX wants them, where the two differ. */
  weightAxes?: Partial<Record<WeightName, readonly number[]>>;
  emit: (context: LayerContext<Type>) => LayerOutput;
};

export function defineOnnxLayer<Type extends LayerType>(layer: OnnxLayer<Type>): OnnxLayer<Type> {
  return layer;
}
