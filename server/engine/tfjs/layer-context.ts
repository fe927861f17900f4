import type * as TensorFlow from "@tensorflow/tfjs";
import type { LayerSettings, LayerType } from "#models/layers/index.ts";
import type { Shape, WeightSpec } from "#models/layers/define-layer.ts";
import type { Draw } from "../train/batches/fill-random.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";

export type Tensor = TensorFlow.Tensor;
type WeightName = WeightSpec["name"];

/** What a layer computes from. Tensors are as Keras has them, [batch, height, width, channels] or [batch, units]. */
export type LayerContext<Type extends LayerType> = {
  tf: TensorFlowJs;
  settings: LayerSettings<Type>;
  inputs: readonly [Tensor, ...Tensor[]];
  inputShapes: readonly Shape[];
  outputShape: Shape;
  isTraining: boolean;
  isFrozen: boolean;
  weight: (name: WeightName) => Tensor;
  /** Gives a weight that no gradient moves, such as a moving mean, its next value. */
  update: (name: WeightName, value: Tensor) => void;
  /** Numbers of this step in a shape without the batch axis, the same ones as the onnx engine draws. */
  random: (draw: Draw, shape: Shape) => Tensor;
};

export type TfjsLayer<Type extends LayerType> = (context: LayerContext<Type>) => Tensor;
